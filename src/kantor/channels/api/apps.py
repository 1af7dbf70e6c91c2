"""Tells Django where the tables of the API live."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "kantor.channels.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
