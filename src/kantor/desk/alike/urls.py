"""Addresses of the screens of documents that are alike."""

from django.urls import path

from kantor.desk.alike import views

urlpatterns = [
    path("alike/", views.listed, name="alike"),
    path("alike/documents", views.documents, name="alike_documents"),
    path("alike/settle", views.settle, name="alike_settle"),
    path("alike/take-back", views.take_back, name="alike_take_back"),
    path("alike/suggest", views.suggest, name="alike_suggest"),
]
