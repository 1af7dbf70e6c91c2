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


def test_there_is_a_release_to_upgrade_from() -> None:
    assert RELEASES


@pytest.mark.parametrize("release", RELEASES)
def test_a_house_of_an_earlier_release_is_brought_up_to_date(release: str, server_folder: Path) -> None:
    house = _house_of(release, server_folder)
    before = _kept(house)
    assert len(before["documents"]) > 100
    house.tell("migrate")
    assert house.tell("migrate", "--check") == "Nothing is pending.\n"
    assert _kept(house) == before
    told = house.tell("verify-trail")
    assert told.count("intact") == len({client for client, *_ in before["heads"]})
