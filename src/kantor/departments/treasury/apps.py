"""Tells Django where the tables of treasury live."""

from django.apps import AppConfig


class TreasuryConfig(AppConfig):
    name = "kantor.departments.treasury"
    label = "treasury"
    default_auto_field = "django.db.models.BigAutoField"
