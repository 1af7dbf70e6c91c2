"""The application that the web server runs."""

from kantor.site.cli.start import set_up_django

set_up_django()

BESIDE_THE_FILES_BYTES = 1_000_000
"""What a request holds beside its files: names, boundaries, a form."""


def _pool_connections() -> None:
    """Each request has a thread of its own here, so connections are lent from a pool instead of being kept by threads."""
    from django.conf import settings
    from django.db import connections

    database = connections.settings["default"]
    database["CONN_MAX_AGE"] = 0
    database["OPTIONS"]["pool"] = {"min_size": 1, "max_size": settings.KANTOR.web_threads, "timeout": 20}


_pool_connections()

from django.core.asgi import get_asgi_application  # noqa: E402 - after the settings are complete

from kantor.site.request_size import bounded  # noqa: E402
from kantor.site.settings import KANTOR  # noqa: E402

application = bounded(get_asgi_application(), KANTOR.upload_limit_bytes + BESIDE_THE_FILES_BYTES)
