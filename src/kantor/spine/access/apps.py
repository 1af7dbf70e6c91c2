"""Tells Django where the tables of the access live."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "kantor.spine.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
