"""Addresses of the door."""

from django.urls import path

from kantor.desk.door import views

urlpatterns = [
    path("login/second-factor/", views.second_factor, name="second_factor"),
    path("login/passkey/", views.log_in_by_passkey, name="log_in_by_passkey"),
    path("confirm/", views.confirm, name="confirm"),
]
