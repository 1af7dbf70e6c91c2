"""Tells Django where the tables of the cases live."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "kantor.spine.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
