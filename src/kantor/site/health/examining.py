"""Goes through all checks, those of the database only where it can be reached."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import psycopg

from kantor.site.health.trouble import Case, Check, Trouble
from kantor.site.postgres import PostgresError


def examine(case: Case, opened: AbstractContextManager[Any]) -> Iterator[Trouble]:
    """Every trouble there is. opened: brings the database up and sets Django up while it is entered."""
    from kantor.site.health import host

    yield from run(host.CHECKS, case)
    try:
        with opened:
            from kantor.site.health import keeping, server, work

            found = list(run(server.CHECKS, case))
            yield from found
            if any(trouble.name == "migrations_open" for trouble in found):
                return  # what the other checks ask for may not be there yet
            yield from run((*work.CHECKS, *keeping.CHECKS), case)
    except (PostgresError, psycopg.OperationalError) as error:
        seen, _, cure = str(error).strip().partition("\n")
        yield Trouble(name="database_unreachable", severity="stop", seen=seen, cure=cure or "Start the server, or correct database_url.")


def run(checks: Iterable[Check], case: Case) -> Iterator[Trouble]:
    """Each check by itself: one that fails is a trouble of its own and does not keep the others from being made."""
    for check in checks:
        try:
            yield from check(case)
        except Exception as error:
            seen = f"The check `{check.__name__}` could not be made: {type(error).__name__}: {str(error).strip()}"
            yield Trouble(name="check_failed", severity="stop", seen=seen, cure="Mend what it names and ask again.")
