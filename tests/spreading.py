"""How the tests are spread over two processes: a file stays together, and what takes long goes first.

A file's tests share what was made for their module, a house, a pile of papers, a browser; in two processes it was made twice. The end
is for the short ones, so that no process waits for the other. Groups that tests name themselves (xdist_group) are of no use:
pytest-xdist 3.8 writes them where pytest 9.2 no longer looks.
"""

from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

TOGETHER = "tests/chaos/"
LONG = ("chaos", "fuzz", "journeys", "site", "spine")
HERE = Path(__file__).parent


class ByFile(LoadFileScheduling):
    """By files, but all of the chaos in one process: its tests begin from the same founded house."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else super()._split_scope(nodeid)


def scheduler(config: pytest.Config, log: Producer) -> ByFile | None:
    """None where somebody asked for another way than by files."""
    return ByFile(config, log) if config.getvalue("dist") == "loadfile" else None


def long_ones_first(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.relative_to(HERE).parts[0] not in LONG)
