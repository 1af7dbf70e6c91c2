"""Tells Django where the screens of accounting live."""

from django.apps import AppConfig


class AccountingConfig(AppConfig):
    name = "kantor.departments.accounting"
    label = "accounting"
    default_auto_field = "django.db.models.BigAutoField"
