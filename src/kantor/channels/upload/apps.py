"""Tells Django where the templates of the upload live."""

from django.apps import AppConfig


class UploadConfig(AppConfig):
    name = "kantor.channels.upload"
    label = "upload"
