"""The web server in a thread of this process, on a free port: for pictures of the desk and for its journeys in a browser."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from django.core.asgi import get_asgi_application
from django.db import connections


@contextmanager
def served() -> Iterator[str]:
    """Its address, while it serves; every request closes its connection to the database."""
    settings = connections.settings["default"]
    kept, settings["CONN_MAX_AGE"] = settings["CONN_MAX_AGE"], 0
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(get_asgi_application(), log_config=None, lifespan="off", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(5)
        listening.close()
        settings["CONN_MAX_AGE"] = kept
