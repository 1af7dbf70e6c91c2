"""Addresses of what the house learns."""

from django.urls import path

from kantor.desk.learning import layouts

urlpatterns = [path("documents/<int:document_id>/forget-layout", layouts.forget, name="forget_layout")]
