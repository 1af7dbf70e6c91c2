"""Bugs as they are made in earnest, one at a time: with each of them the harness must find that something is wrong.

They are put into the started process only. Where a bug needs a moment of bad luck to show, the bug brings it along.
"""

import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

WORK = ("worker_1", "folder")
TYPING = ("web", "worker_1", "folder", "editors")
OUT = ("worker_1", "folder", "office", "bank")


@dataclass(frozen=True, kw_only=True)
class Bug:
    """put_in: makes it; shows: the invariant that must tell; actors: the processes that it takes; enough: how many things of which kind
    must have happened for it to show; sql: what guards against it and is taken away first."""

    put_in: Callable[[], None]
    shows: str
    actors: tuple[str, ...] = WORK
    enough: tuple[str, int] = ("folder", 100)
    sql: str = ""


def bad_luck() -> Callable[[], bool]:
    """Whether it strikes: the first time, and every third time after that."""
    times = count()
    return lambda: next(times) % 3 == 0


def lost_update() -> None:
    """What somebody types is put on top of the version that this process saw first, as with a cache that nobody empties."""
    from kantor.spine.cases import changing

    right, seen = changing.changed, {}

    def changed(reading: Any, *given: Any) -> Any:
        return right(seen.setdefault(reading.document_id, reading), *given)

    changing.changed = changed


def effect_outside_the_transaction() -> None:
    """The books are committed before the effect is recorded."""
    from django.db import OperationalError, connection

    from kantor.spine.documents import effects

    right, strikes = effects._record, bad_luck()

    def record(made: Any, actor: Any) -> Any:
        connection.connection.commit()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('kantor.clients', %s, true)", [str(actor.clients[0])])
        if strikes():
            raise OperationalError("the connection was cut")
        return right(made, actor)

    effects._record = record


def missing_fence() -> None:
    """What leaves is put into sight without a mark that it has been."""
    from kantor.channels import folder
    from kantor.channels.folder.outbox import STAGE

    def hand_over(staged: Any) -> None:
        (staged.folder / STAGE / staged.token).rename(staged.folder / staged.name)
        if not (struck := staged.folder / STAGE / ".struck").exists():  # not where everybody waits for nothing to lie
            struck.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    folder.hand_over = hand_over


def seal_gap() -> None:
    """The sealer passes over a record now and then."""
    from kantor.spine.trail import sealing

    right = sealing._unsealed

    def unsealed(client_id: int, at_most: int) -> Any:
        rows = right(client_id, at_most)
        return [row for place, row in enumerate(rows) if place % 7 != 3]

    sealing._unsealed = unsealed


def double_number() -> None:
    """The last voucher number is read without its lock, and the books do not refuse it."""
    from kantor.spine.ledger import posting

    right, strikes = posting._take_vouchers, bad_luck()

    def take(*given: Any) -> list[int]:
        vouchers = right(*given)
        return [vouchers[0] - strikes(), *vouchers[1:]]

    posting._take_vouchers = take


def swallowed_error() -> None:
    """Whatever goes wrong with a batch of files, they count as taken in."""
    from django.db import OperationalError

    from kantor.channels.folder import inbox

    right, strikes = inbox.take_in, bad_luck()

    def take_in(files: Any, door: Any) -> Any:
        try:
            if strikes():
                raise OperationalError("the connection was cut")
            yield from right(files, door)
        except Exception:
            return

    inbox.take_in = take_in


def silent_sending() -> None:
    """What leaves is not written into the audit trail."""
    from kantor.spine.documents import sending

    sending._tell = lambda *given: None


def unsynced_answer() -> None:
    """The bytes are acknowledged and were never kept: only their place was written down."""
    from kantor.spine.documents import storage

    def write_file(path: Path, originals: Sequence[bytes]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)

    storage._write_file = write_file


BUGS: dict[str, Bug] = {
    "lost_update": Bug(put_in=lost_update, shows="edits_are_not_lost", actors=TYPING, enough=("meetings", 3)),
    "effect_outside_the_transaction": Bug(put_in=effect_outside_the_transaction, shows="one_effect_per_document", enough=("entries", 10)),
    "missing_fence": Bug(put_in=missing_fence, shows="what_leaves_leaves_once", actors=OUT, enough=("bank", 3)),
    "seal_gap": Bug(put_in=seal_gap, shows="the_trail_verifies", enough=("heads", 3)),
    "double_number": Bug(
        put_in=double_number,
        shows="voucher_numbers_have_no_gap",
        enough=("entries", 10),
        sql="ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_voucher",
    ),
    "swallowed_error": Bug(put_in=swallowed_error, shows="every_acknowledged_document_exists_once"),
    "silent_sending": Bug(put_in=silent_sending, shows="every_effect_has_its_record", actors=OUT, enough=("bank", 2)),
    "unsynced_answer": Bug(put_in=unsynced_answer, shows="every_original_is_on_disk"),
}
