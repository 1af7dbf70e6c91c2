"""Addresses of the log-ins."""

from django.urls import path

from kantor.desk.log_ins import views

urlpatterns = [
    path("log-ins/", views.log_ins, name="log_ins"),
    path("log-ins/end", views.end, name="end_log_in"),
    path("office/people/<int:colleague_id>/end-log-ins", views.end_of_colleague, name="end_log_ins"),
]
