"""The steps that workers do for one client at a time; each claims what it does in its own transaction, so twice is as good as once."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.conf import settings

from kantor.site.config import Config
from kantor.spine import access, cases, documents, trail
from kantor.spine.documents import Outgoing


def now() -> datetime:
    return datetime.now(UTC)


def finish(client_id: int) -> None:
    """Let what is ready take effect: nobody had to look, or the time to take an approval back is over."""
    cases.finish_ready(client_id=client_id, document_ids=None, person_id=None, now=now)


def resume(client_id: int) -> None:
    """Take on what a process that ended left unread."""
    cases.resume(client_id=client_id, person_id=None, now=now, left_lying=cases.LEFT_LYING)


def wake(client_id: int) -> None:
    """Open tasks that were set aside until now."""
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        cases.wake(actor)


def send(client_id: int) -> None:
    """Deliver what was approved to the folder `outbox`, from which a mail or bank program fetches it."""
    config: Config = settings.KANTOR
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        folder = config.data / "outbox" / access.client(client_id).code
        documents.send(partial(deliver, folder), actor)


def seal() -> int:
    """Seal the audit trails of all clients and of the house; every new head is kept outside the database too."""
    config: Config = settings.KANTOR
    return access.seal_trails(trail.signer(config.signing_key_file), now(), anchors=anchors(config))


def anchors(config: Config) -> Path:
    """The file that keeps the signed heads of the audit trails outside the database."""
    return config.data / "trail_heads.jsonl"


STEPS: Mapping[str, Callable[[int], None]] = {"take_effect": finish, "seal": lambda _: None, "resume": resume, "wake": wake, "send": send}


def deliver(folder: Path, outgoing: Outgoing) -> None:
    """Write what leaves under its key: payment files as XML, the rest as JSON. All or nothing, and the same when done again."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = _file_name(outgoing.key)
    data = outgoing.file if outgoing.file is not None else json.dumps(dict(outgoing.content), ensure_ascii=False, indent=1).encode()
    path = folder / f"{name}.{'xml' if outgoing.file is not None else 'json'}"
    making = path.with_name(path.name + ".making")
    making.write_bytes(data)
    making.replace(path)


def _file_name(key: str) -> str:
    """A key as the name of a file: what a file system may not like is replaced, and a digest tells apart what would look alike."""
    plain = re.sub(r"[^A-Za-z0-9._-]+", "-", key).strip("-.")[:80]
    return plain if plain == key else f"{plain}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
