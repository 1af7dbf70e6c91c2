"""Addresses of the spot checks."""

from django.urls import path

from kantor.desk.spotchecks import views

urlpatterns = [
    path("spot-checks/", views.spot_checks, name="spot_checks"),
    path("spot-checks/documents", views.spot_check_documents, name="spot_check_documents"),
    path("spot-checks/share", views.set_share, name="set_share"),
    path("spot-checks/<int:stop_id>/ask", views.ask_to_allow, name="ask_to_allow"),
    path("spot-checks/<int:stop_id>/allow", views.allow, name="allow"),
]
