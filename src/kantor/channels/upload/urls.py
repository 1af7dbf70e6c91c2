"""Addresses of the upload."""

from django.urls import path

from kantor.channels.upload import views

app_name = "upload"
urlpatterns = [
    path("", views.page, name="page"),
    path("files", views.files, name="files"),
    path("again/<int:document_id>", views.again, name="again"),
]
