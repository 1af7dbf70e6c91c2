"""Addresses of the webhooks of a person."""

from django.urls import path

from kantor.channels.hooks import views

app_name = "hooks"
urlpatterns = [
    path("", views.page, name="page"),
    path("<int:hook_id>/", views.one, name="one"),
    path("<int:hook_id>/end", views.stop, name="end"),
    path("<int:hook_id>/deliveries/<int:delivery_id>/replay", views.again, name="replay"),
]
