"""Addresses of treasury."""

from django.urls import path

from kantor.departments.treasury.pages import statements, suspense, views

app_name = "treasury"
urlpatterns = [
    path("payments/", views.payments, name="payments"),
    path("statements/", statements.statements, name="statements"),
    path("statements/<int:document_id>/", statements.statement, name="statement"),
    path("suspense/", suspense.suspense, name="suspense"),
    path("clear", suspense.clear, name="clear"),
    path("collect", views.propose_debits, name="collect"),
    path("propose", views.propose_run, name="propose"),
]
