"""Addresses of accounting."""

from django.urls import path

from kantor.departments.accounting.pages import closing, group, intercompany, views

app_name = "accounting"
urlpatterns = [
    path("closing/", closing.closing, name="closing"),
    path("closing/tick", closing.tick_off, name="tick"),
    path("group/", group.group, name="group"),
    path("intercompany/", intercompany.intercompany, name="intercompany"),
    path("reports/", views.reports, name="reports"),
    path("reports/<str:report>", views.report, name="report"),
]
