"""Addresses of what the house learns."""

from django.urls import path

from kantor.desk.learning import layouts, models

urlpatterns = [
    path("documents/<int:document_id>/forget-layout", layouts.forget, name="forget_layout"),
    path("learning/", models.page, name="models"),
    path("learning/train", models.train, name="train_model"),
    path("learning/use", models.use, name="use_model"),
]
