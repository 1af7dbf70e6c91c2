"""Functions that do what a reader attacked by its file might do; the sandbox runs them by name."""

import ctypes
import mmap
import os
import resource
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


def take_a_moment(data: bytes) -> bytes:
    time.sleep(0.05)
    return data


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


def raise_the_limits(data: bytes) -> None:
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def start_a_process(data: bytes) -> None:
    os.fork()


def run_own_code(data: bytes) -> None:
    mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)


def ask_the_kernel(data: bytes) -> str:
    """The number of the error that a system call ends with, by the call's number."""
    system = ctypes.CDLL(None, use_errno=True)
    return os.strerror(ctypes.get_errno()) if system.syscall(int(data), 0, 0, 0) < 0 else "done"


def dawdle(data: bytes) -> bytes:
    """Ends the process over what says so, or takes for ever over it; else gives the data back."""
    if data == b"die":
        os._exit(7)
    while data == b"spin":
        pass
    return data
