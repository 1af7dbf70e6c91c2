"""Tells Django where the components of the screens live."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "kantor.kit.ui"
    label = "ui"
