"""Tells Django where the tables of purchasing live."""

from django.apps import AppConfig


class PurchasingConfig(AppConfig):
    name = "kantor.departments.purchasing"
    label = "purchasing"
    default_auto_field = "django.db.models.BigAutoField"
