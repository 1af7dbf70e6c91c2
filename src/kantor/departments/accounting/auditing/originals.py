"""The originals behind the books for whoever audits them, each as it came, and beside them the proofs that nothing was changed since."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from kantor.departments.accounting.auditing import reading
from kantor.spine import documents, trail
from kantor.spine.access import Actor

AT_A_TIME = 100
"""Originals between two questions to the database: few enough that it does not end the transaction as a forgotten one."""
IN_AN_ARCHIVE = 1_000
FOLDER, MISSING = "originals", "originals-missing.txt"
SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")
Told = Callable[[int], None]
Sees = Callable[[Any], bool]
"""Whether a document, by a row with its type and `seen_by`, is for whoever gets the file."""


def write_originals(
    folder: Path,
    days: tuple[date, date],
    actor: Actor,
    *,
    trust: trail.Trust,
    told: Told = lambda rows: None,
    sees: Sees = lambda row: True,
) -> list[Path]:
    """`originals/NUMBER.suffix` by the number of `documents.csv`, evidence of at most a thousand documents an archive, and what is
    not there any more or not for these eyes, with the reason. Within a snapshot of the acting client; the trail is sealed before."""
    (client_id,) = actor.clients
    written, missing, count = [], [], 0
    (folder / FOLDER).mkdir(exist_ok=True)
    for page in _pages(reading.documents(client_id, *days), AT_A_TIME):
        names = {row.id: row.file_name for row in page if sees(row)}
        missing += [f"{row.id}: not for whoever asked for this file\n" for row in page if row.id not in names]
        for one in documents.known(list(names)):
            try:
                data = documents.original(one)
            except OSError as error:
                missing.append(f"{one.id}: {error}\n")
                continue
            if data:
                path = folder / FOLDER / f"{one.id}{_suffix(names[one.id])}"
                path.write_bytes(data)
                written.append(path)
        count += len(page)
        told(count)
    if missing:
        path = folder / MISSING
        path.write_text("".join(missing), encoding="utf-8")
        written.append(path)
    seen = (row for row in reading.documents(client_id, *days) if sees(row))
    return [*written, *_evidence(folder, seen, actor, trust)]


def _evidence(folder: Path, rows: Iterator[Any], actor: Actor, trust: trail.Trust) -> Iterator[Path]:
    for number, page in enumerate(_pages(rows, IN_AN_ARCHIVE), 1):
        path = folder / f"evidence-{number:03d}.zip"
        with path.open("wb") as file:
            documents.write_evidence(file, [row.id for row in page], actor, trust=trust)
        yield path


def _pages(rows: Iterator[Any], most: int) -> Iterator[Sequence[Any]]:
    while page := list(islice(rows, most)):
        yield page


def _suffix(file_name: str) -> str:
    """Of the name under which it came, where it is one; nothing else of the name, which anybody may have chosen."""
    found = Path(file_name).suffix
    return found.lower() if SUFFIX.fullmatch(found) else ""
