"""Addresses of receivables."""

from django.urls import path

from kantor.departments.receivables.pages import views

app_name = "receivables"
urlpatterns = [path("orders/", views.orders, name="orders")]
