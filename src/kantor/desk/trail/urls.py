"""Addresses of the audit trail."""

from django.urls import path

from kantor.desk.trail import views

urlpatterns = [
    path("trail/", views.records, name="trail"),
    path("trail/verify", views.verify, name="verify_trail"),
    path("trail/heads/<int:number>.json", views.head, name="head"),
]
