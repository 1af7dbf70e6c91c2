"""Addresses of treasury."""

from django.urls import path

from kantor.departments.treasury.pages import suspense, views

app_name = "treasury"
urlpatterns = [
    path("payments/", views.payments, name="payments"),
    path("suspense/", suspense.suspense, name="suspense"),
    path("clear", suspense.clear, name="clear"),
    path("propose", views.propose_run, name="propose"),
]
