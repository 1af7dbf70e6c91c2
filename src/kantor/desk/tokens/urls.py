"""Addresses of the keys for programs."""

from django.urls import path

from kantor.desk.tokens import views

urlpatterns = [
    path("keys/", views.tokens, name="tokens"),
    path("keys/<int:token_id>/revoke", views.revoke, name="revoke_token"),
]
