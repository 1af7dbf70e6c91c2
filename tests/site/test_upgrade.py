"""A house of each earlier release is brought up to date: its books, documents and audit trail stand as before, and work goes on."""

import lzma
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.site.own_house import FACTS, OwnHouse
from tests.site.upgrade.make import HERE, libpq

from kantor.site import config, database

RELEASES = sorted(path.name for path in HERE.iterdir() if (path / "database.dump.xz").exists())

USED = """
    SELECT c.table_name || '.' || c.column_name, c.data_type, c.is_nullable = 'YES' OR c.column_default IS NOT NULL OR c.is_identity = 'YES'
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
"""
"""Column, its type, and whether a row may be written without naming it."""
RIGHTS = """
    SELECT table_name, privilege_type FROM information_schema.role_table_grants WHERE grantee = 'kantor_app' AND table_schema = 'public'
"""


def _house_of(release: str, folder: Path) -> OwnHouse:
    """The data folder as that release left it."""
    house = OwnHouse(folder / "house")
    known = config.read({"KANTOR_DATA": str(house.data)}, home=folder)
    (house.data / "keys").mkdir(parents=True)
    for name in ("master_key", "signing_key.pem"):
        if (HERE / release / name).exists():  # the first release sealed nothing yet
            shutil.copy(HERE / release / name, house.data / "keys")
            (house.data / "keys" / name).chmod(0o600)
    shutil.copy(HERE / release / "trail_heads.jsonl", house.data)
    dump = house.data / "database.dump"
    dump.write_bytes(lzma.decompress((HERE / release / "database.dump.xz").read_bytes()))
    with database.running(known):
        restore = [
            str(house.server.programs / "bin" / "pg_restore"),
            "--dbname=kantor",
            "--exit-on-error",
            "--clean",
            "--if-exists",
            str(dump),
        ]
        done = subprocess.run(restore, env=os.environ | libpq(house.server), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return house


def _kept(house: OwnHouse) -> dict[str, Sequence[Any]]:
    """What an upgrade must not touch; how a record of the trail is written may gain columns, what it says may not change."""
    with house.superuser() as connection:
        return {name: connection.execute(FACTS[name].encode()).fetchall() for name in ("ledger", "documents", "heads")}


def _asked(house: OwnHouse, statement: str) -> set[tuple[Any, ...]]:
    with house.superuser() as connection:
        return {tuple(row) for row in connection.execute(statement.encode()).fetchall()}


def test_there_is_a_release_to_upgrade_from() -> None:
    assert RELEASES


@pytest.mark.parametrize("release", RELEASES)
def test_a_house_of_an_earlier_release_is_brought_up_to_date(release: str, server_folder: Path) -> None:
    house = _house_of(release, server_folder)
    before, used, rights = _kept(house), _asked(house, USED), _asked(house, RIGHTS)
    assert len(before["documents"]) > 100
    house.tell("migrate")
    assert house.tell("migrate", "--check") == "Nothing is pending.\n"
    assert _kept(house) == before
    _still_there(used, _asked(house, USED))
    assert rights - _asked(house, RIGHTS) == set()
    told = house.tell("verify-trail")
    assert told.count("intact") == len({client for client, *_ in before["heads"]})


def _still_there(used: set[tuple[Any, ...]], now: set[tuple[Any, ...]]) -> None:
    """Processes of that release go on while they are replaced: what they name is there, and what is new need not be named.

    What they used may go with the release after this one, when none of them runs any more.
    """
    before = {column: kind for column, kind, _ in used}
    assert before.items() - {column: kind for column, kind, _ in now}.items() == set()
    tables = {column.partition(".")[0] for column in before}
    assert [
        column for column, _, may_be_left_out in now if column.partition(".")[0] in tables and not may_be_left_out and column not in before
    ] == []
    firmer = {column for column, _, may_be_left_out in used if may_be_left_out} & {column for column, _, spare in now if not spare}
    assert firmer == set()
