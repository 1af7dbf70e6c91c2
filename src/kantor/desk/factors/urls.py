"""Addresses of the second factor."""

from django.urls import path

from kantor.desk.factors import views

urlpatterns = [
    path("second-factor/", views.factors, name="factors"),
    path("second-factor/app", views.set_up_app, name="set_up_app"),
    path("second-factor/app/remove", views.remove_app, name="remove_app"),
    path("second-factor/passkey", views.add_passkey, name="add_passkey"),
    path("second-factor/passkey/<int:passkey_id>/remove", views.remove_passkey, name="remove_passkey"),
    path("second-factor/codes", views.renew_codes, name="renew_codes"),
]
