"""Tells Django where the tables of models and trainings live."""

from django.apps import AppConfig


class SchoolingConfig(AppConfig):
    name = "kantor.spine.schooling"
    label = "schooling"
    default_auto_field = "django.db.models.BigAutoField"
