"""Addresses for logging in and out and for one's own password; there is none for signing up."""

from allauth.account import views
from django.http import HttpRequest, HttpResponse
from django.urls import path


def log_out(request: HttpRequest) -> HttpResponse:
    """The browser forgets what it kept, too (W3C Clear Site Data; over https alone)."""
    answer: HttpResponse = views.logout(request)
    if request.method == "POST":
        answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", log_out, name="account_logout"),
    path("password/", views.password_change, name="account_change_password"),
]
