"""Tells Django where the tables of the webhooks live."""

from django.apps import AppConfig


class HooksConfig(AppConfig):
    name = "kantor.channels.hooks"
    label = "hooks"
    default_auto_field = "django.db.models.BigAutoField"
