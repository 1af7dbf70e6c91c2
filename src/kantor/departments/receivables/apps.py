"""Tells Django where the tables of receivables live."""

from django.apps import AppConfig


class ReceivablesConfig(AppConfig):
    name = "kantor.departments.receivables"
    label = "receivables"
    default_auto_field = "django.db.models.BigAutoField"
