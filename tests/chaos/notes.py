"""What each actor writes down for itself, outside the house: one line of JSON for everything that was acknowledged to it."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = "CHAOS_NOTES"


def folder() -> Path:
    return Path(os.environ[FOLDER])


def note(actor: str, **what: Any) -> None:
    """One write a line, so that a killed actor leaves whole lines behind."""
    line = (json.dumps(what) + "\n").encode()
    handle = os.open(folder() / f"{actor}.jsonl", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, line)
    finally:
        os.close(handle)


def noted(place: Path, actor: str) -> Iterator[dict[str, Any]]:
    """What an actor has written down so far."""
    path = place / f"{actor}.jsonl"
    if path.exists():
        for line in path.read_text().splitlines():
            yield json.loads(line)
