"""Tells Django where the tables of the facts live."""

from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "kantor.spine.facts"
    label = "facts"
    default_auto_field = "django.db.models.BigAutoField"
