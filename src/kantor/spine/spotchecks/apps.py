"""Tells Django where the tables of the spot checks live."""

from django.apps import AppConfig


class SpotchecksConfig(AppConfig):
    name = "kantor.spine.spotchecks"
    label = "spotchecks"
    default_auto_field = "django.db.models.BigAutoField"
