"""Address of the stream that keeps screens up to date."""

from django.urls import path

from kantor.desk.live import views

urlpatterns = [path("live", views.live, name="live")]
