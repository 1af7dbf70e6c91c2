"""Tells Django where the tables of the documents live."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "kantor.spine.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
