"""What load balancers ask without logging in: whether the process lives (/health), and whether it can do its work now (/ready)."""

import os
from collections.abc import Iterator
from functools import cache

import psycopg
from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse
from psycopg.conninfo import make_conninfo

from kantor.site import database
from kantor.site.config import Config

PATIENCE_S = 2
NOT_NOW = 503


def health(_: HttpRequest) -> HttpResponse:
    """The process serves requests; asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain")


def ready(_: HttpRequest) -> HttpResponse:
    """200 where documents can be taken in now; 503 with what it waits for: `database`, `tables` (kantor migrate) or `originals`."""
    waits_for = list(_missing(settings.KANTOR))
    return JsonResponse({"ready": not waits_for, "waits_for": waits_for}, status=NOT_NOW if waits_for else 200)


def _missing(config: Config) -> Iterator[str]:
    try:
        login = database.logins(config).app
        with psycopg.connect(make_conninfo("", **login, connect_timeout=PATIENCE_S)) as connection:
            applied = set(connection.execute("SELECT app, name FROM django_migrations").fetchall())
        if not _known() <= applied:
            yield "tables"
    except psycopg.errors.UndefinedTable:
        yield "tables"
    except psycopg.OperationalError:
        yield "database"
    place = next(path for path in (config.originals, *config.originals.parents) if path.exists())
    if not config.originals_bucket and not (place.is_dir() and os.access(place, os.W_OK)):
        yield "originals"


@cache
def _known() -> frozenset[tuple[str, str]]:
    """The migrations of this release."""
    return frozenset(MigrationLoader(None).disk_migrations)
