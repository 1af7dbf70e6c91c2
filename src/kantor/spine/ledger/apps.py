"""Tells Django where the tables of the ledger live."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "kantor.spine.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
