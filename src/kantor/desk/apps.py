"""Tells Django where the screens live."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "kantor.desk"
    label = "desk"
