"""Addresses of the desk."""

from django.urls import path

from kantor.desk import choices, home, palette, queue
from kantor.desk.verify import screen as verify

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("queue/", queue.queue, name="queue"),
    path("next", queue.take_next, name="take_next"),
    path("palette", palette.palette, name="palette"),
    path("theme", choices.choose_theme, name="theme"),
    path("documents/<int:document_id>/", verify.page, name="document"),
    path("new/<str:type>/", verify.new, name="new"),
]
