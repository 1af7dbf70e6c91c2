"""Addresses of accounting."""

from django.urls import path

from kantor.departments.accounting.pages import views

app_name = "accounting"
urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/<str:report>", views.report, name="report"),
]
