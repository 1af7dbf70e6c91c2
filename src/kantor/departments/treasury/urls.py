"""Addresses of treasury."""

from django.urls import path

from kantor.departments.treasury.pages import views

app_name = "treasury"
urlpatterns = [
    path("payments/", views.payments, name="payments"),
    path("propose", views.propose_run, name="propose"),
]
