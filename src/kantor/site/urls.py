"""Addresses of the web server: the desk's at the top, each department's and channel's own below its name."""

from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from kantor.site import api, registry
from kantor.site.health import exposing, probes


def _own(packages: list[str]) -> list[URLPattern | URLResolver]:
    return [path(f"{name.rsplit('.', 1)[1]}/", include(f"{name}.urls")) for name in registry.having("urls", packages)]


urlpatterns: list[URLPattern | URLResolver] = [
    path("health", probes.health, name="health"),
    path("ready", probes.ready, name="ready"),
    path("metrics", exposing.metrics, name="metrics"),
    path("language", set_language, name="set_language"),
    path("", include("kantor.spine.access.urls")),
    *api.urlpatterns(),
    *_own(registry.installed("departments")),
    *_own(registry.installed("channels")),
    *(path("", include(f"{name}.urls")) for name in registry.having("urls", registry.installed("", ("desk",)))),
]
