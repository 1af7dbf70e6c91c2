"""Addresses of the suppliers that could be one."""

from django.urls import path

from kantor.desk.duplicates import views

urlpatterns = [
    path("duplicates/", views.duplicates, name="duplicates"),
    path("duplicates/<int:one>/<int:other>/", views.pair, name="pair"),
    path("duplicates/<int:one>/<int:other>/different", views.different, name="different"),
]
