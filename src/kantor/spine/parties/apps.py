"""Tells Django where the tables of the business partners live."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "kantor.spine.parties"
    label = "parties"
    default_auto_field = "django.db.models.BigAutoField"
