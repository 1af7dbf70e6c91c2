"""Addresses of purchasing."""

from django.urls import path

from kantor.departments.purchasing.pages import views

app_name = "purchasing"
urlpatterns = [path("orders/", views.orders, name="orders")]
