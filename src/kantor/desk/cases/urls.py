"""Addresses of a document's road."""

from django.urls import path

from kantor.desk.cases import views

urlpatterns = [
    path("documents/<int:document_id>/road", views.road, name="road"),
    path("documents/<int:document_id>/evidence.zip", views.evidence, name="evidence"),
    path("documents/<int:document_id>/records/<int:record_id>/proof.json", views.proof, name="proof"),
]
