"""Hosts of their own for processes: a network namespace each, from which nothing is in reach but this host over one cable."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest


@dataclass(frozen=True, kw_only=True)
class FarHost:
    """here: our address on the cable to it; there: its own (of RFC 2544, for trying networks); name: its host name."""

    name: str
    here: str
    there: str

    def command(self, program: Sequence[str]) -> list[str]:
        """The program, on that host."""
        named = f"hostname {self.name} && exec {shlex.join(program)}"
        return ["ip", "netns", "exec", self.name, "unshare", "--uts", "sh", "-c", named]


@contextmanager
def far_hosts(count: int) -> Iterator[list[FarHost]]:
    """Gone afterwards, with all that runs there."""
    if not (shutil.which("ip") and shutil.which("unshare")):
        pytest.skip("the programs ip (iproute2) and unshare (util-linux) are needed to make a network of our own")
    tried = subprocess.run(["unshare", "--net", "--uts", "ip", "link", "add", "type", "veth"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"this machine lets us make no network of our own (root and veth are needed): {tried.stderr.strip()}")
    with ExitStack() as stack:
        yield [stack.enter_context(_far_host(number)) for number in range(count)]


@contextmanager
def _far_host(number: int) -> Iterator[FarHost]:
    mark = os.getpid() % (1 << 16)
    net = f"198.18.{mark % 256}"
    host = FarHost(name=f"kantor{mark}-{number}", here=f"{net}.{4 * number + 1}", there=f"{net}.{4 * number + 2}")
    cable = f"kt{mark}-{number}"
    inside = ("-netns", host.name)
    _ip("netns", "add", host.name)
    try:
        _ip("link", "add", cable, "type", "veth", "peer", "name", "there", "netns", host.name)
        _ip("address", "add", f"{host.here}/30", "dev", cable)
        _ip("link", "set", cable, "up")
        _ip(*inside, "address", "add", f"{host.there}/30", "dev", "there")
        _ip(*inside, "link", "set", "there", "up")
        yield host
    finally:
        _ip("netns", "delete", host.name)  # the cable goes with its end


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True)
