"""Starts one process of the house as the harness wants it: with a clock of its own and, where one is named, with a seeded bug.

`python -m tests.chaos.start worker` is `kantor worker`; the other words start the people and machines around the house. Nothing of this
lies in the product: what is patched here is patched in this process alone.
"""

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

CLOCK, BUG = "CHAOS_CLOCK", "CHAOS_BUG"


def ahead() -> timedelta:
    """How far this process's clock is off just now: the seconds in the file that CHAOS_CLOCK names."""
    try:
        return timedelta(seconds=float(Path(os.environ[CLOCK]).read_text()))
    except (KeyError, OSError, ValueError):
        return timedelta()


def now() -> datetime:
    return datetime.now(UTC) + ahead()


def prepare() -> None:
    """Put the clock in place before anybody looks at it, and the bug as soon as Django is there."""
    from kantor.desk import clock
    from kantor.site.cli import serving, start

    clock.now = now
    set_up = start.set_up_django

    def set_up_django() -> None:
        set_up()
        from kantor.site.working import steps

        steps.now = now
        if name := os.environ.get(BUG):
            from tests.chaos.bugs import BUGS

            BUGS[name].put_in()

    start.set_up_django = set_up_django
    serving.PAUSE_S = 1


def main(words: list[str]) -> None:
    prepare()
    from tests.chaos import bank, desk_people, house, office_people, senders

    others: dict[str, Callable[..., None]] = {
        "folder": senders.by_folder,
        "upload": senders.by_upload,
        "api": senders.by_api,
        "bank": bank.fetch,
        "editors": desk_people.work,
        "office": office_people.work,
        "found": house.found,
        "reckon": house.reckon,
        "subscribe": house.subscribe,
    }
    if words[0] in others:
        others[words[0]](*words[1:])
        return
    from kantor.site import cli

    sys.argv = ["kantor", *words]
    cli.main()


if __name__ == "__main__":
    main(sys.argv[1:])
