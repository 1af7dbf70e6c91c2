"""Addresses of correspondence."""

from django.urls import path

from kantor.departments.correspondence.pages import views

app_name = "correspondence"
urlpatterns = [
    path("incoming/", views.incoming, name="incoming"),
    path("outgoing/", views.outgoing, name="outgoing"),
]
