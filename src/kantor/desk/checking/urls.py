"""Address of the check."""

from django.urls import path

from kantor.desk.checking import views

urlpatterns = [path("check/", views.check, name="check")]
