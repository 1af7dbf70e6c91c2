"""Tells Django where the tables of mailboxes live."""

from django.apps import AppConfig


class MailConfig(AppConfig):
    name = "kantor.channels.mail"
    label = "mail"
    default_auto_field = "django.db.models.BigAutoField"
