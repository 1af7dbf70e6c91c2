"""Addresses of the door."""

from django.urls import path

from kantor.desk.door import choosing, federated, views

urlpatterns = [
    path("login/second-factor/", views.second_factor, name="second_factor"),
    path("login/passkey/", views.log_in_by_passkey, name="log_in_by_passkey"),
    path("login/code/", choosing.choose_password, name="choose_password"),
    path("login/provider/", federated.go_to_provider, name="go_to_provider"),
    path("login/provider/return/", federated.return_from_provider, name="return_from_provider"),
    path("confirm/", views.confirm, name="confirm"),
]
