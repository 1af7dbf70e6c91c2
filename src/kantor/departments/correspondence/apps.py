"""Tells Django where the registers live."""

from django.apps import AppConfig


class CorrespondenceConfig(AppConfig):
    name = "kantor.departments.correspondence"
    label = "correspondence"
    default_auto_field = "django.db.models.BigAutoField"
