"""Tells Django where the tables of the audit trail live."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    name = "kantor.spine.trail"
    label = "trail"
    default_auto_field = "django.db.models.BigAutoField"
