"""Addresses of accounting."""

from django.urls import path

from kantor.departments.accounting.pages import auditors, closing, group, intercompany, views

app_name = "accounting"
urlpatterns = [
    path("closing/", closing.closing, name="closing"),
    path("closing/tick", closing.tick_off, name="tick"),
    path("for-auditors/", auditors.auditors, name="auditors"),
    path("for-auditors/<int:file_id>", auditors.books_file, name="books_file"),
    path("group/", group.group, name="group"),
    path("intercompany/", intercompany.intercompany, name="intercompany"),
    path("reports/", views.reports, name="reports"),
    path("reports/<str:report>", views.report, name="report"),
]
