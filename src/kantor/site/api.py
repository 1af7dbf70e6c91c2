"""The API put together: the routes of the channel and of each department that has an `api.py`, and the description at /api/openapi.json."""

import importlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, re_path
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from kantor import __version__
from kantor.channels.api.gates import Keyed
from kantor.channels.api.problems import MEDIA_TYPE, answer, problem
from kantor.channels.api.routes import ROUTERS
from kantor.channels.api.shapes import ProblemShape
from kantor.site import registry

PROBLEMS = {"4XX": "What was asked cannot be done, and why", "5XX": "The house has a fault"}


class Api(NinjaAPI):
    """Says of every route that it answers problems as application/problem+json."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        described = super().get_openapi_schema(**given)
        described["components"].setdefault("schemas", {})["Problem"] = ProblemShape.model_json_schema()
        told = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for methods in described["paths"].values():
            for operation in methods.values():
                operation["responses"].update({status: {"description": text, "content": told} for status, text in PROBLEMS.items()})
        return described


def made() -> Api:
    """The API with everything that is built in."""
    api = Api(
        title="Kantor",
        version=__version__,
        description="Everything the desk does, for programs. Make a key on the desk (Keys for programs) or with `./kantor token add`.",
        urls_namespace="api",
        docs_url=None,
        auth=Keyed(),
    )
    for router in ROUTERS:
        api.add_router("", router)
    for name in registry.having("api", registry.installed("departments")):
        api.add_router("", importlib.import_module(f"{name}.api").ROUTER)
    api.add_exception_handler(Exception, problem)  # type: ignore[arg-type]
    for kind in list(api._exception_handlers):
        api.add_exception_handler(kind, problem)  # type: ignore[arg-type]
    return api


def nothing_here(request: HttpRequest) -> HttpResponse:
    """An address below /api that is none."""
    return answer(404, "")


nothing_here.permission = "api.any"  # type: ignore[attr-defined]
API = made()


def urlpatterns() -> list[URLPattern | URLResolver]:
    """Everything below /api/."""
    return [path("api/", API.urls), re_path(r"^api(?:/.*)?$", nothing_here, name="no_api")]
