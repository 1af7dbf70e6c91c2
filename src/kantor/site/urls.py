"""Addresses of the web server: the desk's at the top, each department's and channel's own below its name."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from kantor.site import api, registry


def health(_: HttpRequest) -> HttpResponse:
    """For load balancers and the launcher: the process serves requests."""
    return HttpResponse("ok\n", content_type="text/plain")


def _own(packages: list[str]) -> list[URLPattern | URLResolver]:
    return [path(f"{name.rsplit('.', 1)[1]}/", include(f"{name}.urls")) for name in registry.having("urls", packages)]


urlpatterns: list[URLPattern | URLResolver] = [
    path("health", health, name="health"),
    path("language", set_language, name="set_language"),
    path("", include("kantor.spine.access.urls")),
    *api.urlpatterns(),
    *_own(registry.installed("departments")),
    *_own(registry.installed("channels")),
    *(path("", include(f"{name}.urls")) for name in registry.having("urls", registry.installed("", ("desk",)))),
]
