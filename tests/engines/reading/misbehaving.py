"""Functions that do what a reader attacked by its file might do; the sandbox runs them by name."""

import os
import socket
import time
from pathlib import Path

_SEEN: list[bytes] = []


def echo(data: bytes, *, greeting: str = "") -> dict[str, object]:
    return {"greeting": greeting, "data": data, "size": len(data)}


def spin(data: bytes) -> None:
    while True:
        pass


def sleep(data: bytes) -> None:
    time.sleep(60)


def devour(data: bytes) -> int:
    return len(bytearray(8 << 30))


def write_a_file(data: bytes) -> None:
    Path(data.decode()).write_text("here I was")


def read_a_file(data: bytes) -> str:
    return Path(data.decode()).read_text()


def connect(data: bytes) -> None:
    socket.socket()


def die(data: bytes) -> None:
    os.kill(os.getpid(), 11)


def chatter(data: bytes) -> str:
    return "a" * 3_000_000


def environment(data: bytes) -> dict[str, str]:
    return dict(os.environ)


def remember(data: bytes) -> int:
    _SEEN.append(data)
    return len(_SEEN)


def babble(data: bytes) -> None:
    os.write(1, b"{{{")
    os._exit(0)
