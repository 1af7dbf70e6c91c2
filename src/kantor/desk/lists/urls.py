"""Addresses of the lists."""

from django.urls import path

from kantor.desk.lists import views

urlpatterns = [
    path("documents/", views.documents_list, name="documents"),
    path("open-items/", views.open_items, name="open_items"),
    path("suppliers/", views.suppliers, name="suppliers"),
    path("customers/", views.customers, name="customers"),
    path("journal/", views.journal, name="journal"),
]
