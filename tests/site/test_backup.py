"""Backups: full, incremental and the log in between; any moment comes back with the same books, documents and audit trail."""

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from tests.site.own_house import OwnHouse

from kantor.site import archiving
from kantor.site.backing_up import mirroring, shelf
from kantor.site.backing_up.shelf import Backup
from kantor.site.config import ConfigError

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="kantor-test-"))
    yield folder
    shutil.rmtree(folder)


class Story(NamedTuple):
    """The house, what it knew at a moment, and what it knew in the end."""

    house: OwnHouse
    before: dict[str, Any]
    moment: str
    later: str
    after: dict[str, Any]


@pytest.fixture(scope="module")
def story(folder: Path) -> Story:
    """A full backup, two invoices, a moment, two invoices, an incremental backup, two invoices, and the log of the last ones."""
    house = OwnHouse(folder / "house")
    house.open()
    assert "The keys are not in it" in house.tell("backup")
    house.bring(1, 2)
    house.tell("verify-trail", "--seal")
    before, moment = house.facts(), _moment()
    house.bring(3, 4)
    later = json.loads(next(line for line in house.tell("backup", "--json", "--with-keys").splitlines() if line.startswith("{")))
    house.bring(5, 6)
    house.tell("backup", "--only-originals")
    return Story(house=house, before=before, moment=moment, later=later["name"], after=house.facts())


def _moment() -> str:
    """A moment between two transactions."""
    time.sleep(0.5)
    moment = datetime.now(UTC).isoformat()
    time.sleep(0.5)
    return moment


def test_a_moment_between_two_backups_comes_back_as_it_was(folder: Path, story: Story) -> None:
    story.house.tell("restore", "--into", folder / "then", "--at", story.moment)
    restored = OwnHouse(folder / "then")
    assert restored.facts() == story.before
    shutil.copytree(story.house.data / "keys", restored.data / "keys")  # this backup had none
    assert "intact" in restored.tell("verify-trail")
    restored.bring(7)  # and the work goes on


def test_a_moment_after_the_end_of_the_log_brings_back_all_of_it_and_says_so(folder: Path, story: Story) -> None:
    told = story.house.tell("restore", "--into", folder / "later", "--at", (datetime.now(UTC) + timedelta(days=1)).isoformat(), status=1)
    assert "everything it holds was restored" in told
    restored = OwnHouse(folder / "later")
    assert restored.facts() == story.after
    assert {path.name for path in (restored.data / "keys").iterdir()} == {path.name for path in (story.house.data / "keys").iterdir()}
    assert "intact" in restored.tell("verify-trail", "--seal")
    for name, checksum in mirroring.checksums(story.house.data / "backups").items():
        assert shelf.digest(restored.data / "originals" / name) == checksum


def test_a_living_folder_is_never_restored_into(story: Story) -> None:
    assert "is not empty" in story.house.tell("restore", "--into", story.house.data, status=2)
    assert story.house.facts() == story.after


def test_a_time_before_the_first_backup_cannot_be_restored(folder: Path, story: Story) -> None:
    assert "no backup from before that time" in story.house.tell("restore", "--into", folder / "no", "--at", "2020-01-01", status=2)


def test_a_damaged_backup_is_found_out_before_anything_is_written(folder: Path, story: Story) -> None:
    copy = folder / "copy"
    shutil.copytree(story.house.data / "backups", copy)
    newest = copy / story.later
    victim = max((newest / "database" / "base").rglob("*"), key=lambda path: path.stat().st_size)
    data = bytearray(victim.read_bytes())
    data[len(data) // 2] ^= 1
    victim.write_bytes(data)
    told = story.house.tell("restore", "--from", copy, "--into", folder / "broken", status=2)
    assert "pg_verifybackup" in told
    assert not (folder / "broken").exists()
    (newest / "trail_heads.jsonl").write_text("{}")
    assert "trail_heads.jsonl" in story.house.tell("restore", "--from", copy, "--into", folder / "broken", status=2)


def test_the_log_never_replaces_another_segment_of_the_same_name(tmp_path: Path) -> None:
    wal, segment = tmp_path / "w a'l%", tmp_path / "segment"
    segment.write_bytes(b"one")
    (tmp_path / "archive").symlink_to(wal)

    def hand_over(command: str) -> int:
        said = command.replace("%f", "000001").replace("%p", str(segment)).replace("%%", "%")
        return subprocess.run(["sh", "-c", said], check=False, capture_output=True).returncode

    keep = archiving.keep_command(tmp_path)
    assert hand_over(keep) != 0, "the disk is not there"
    wal.mkdir()
    assert [hand_over(keep), hand_over(keep)] == [0, 0]
    segment.write_bytes(b"two")
    assert hand_over(keep) != 0
    assert hand_over(archiving.fetch_command(wal)) == 0
    assert segment.read_bytes() == b"one"


def _backup(name: str, days_ago: int, before: str = "") -> Backup:
    at = NOW - timedelta(days=days_ago)
    return Backup(name=name, before=before, began_at=at, ended_at=at, wal_from="0", release="", has_keys=False)


def test_a_backup_is_kept_as_long_as_a_moment_within_the_days_needs_it() -> None:
    there = [_backup("a", 50), _backup("b", 45, "a"), _backup("c", 40), _backup("d", 33, "c"), _backup("e", 20), _backup("f", 3, "e")]
    assert [old.name for old in shelf.too_old(there, timedelta(days=30), NOW)] == ["a", "b"]
    assert shelf.too_old(there[:2], timedelta(days=30), NOW) == [], "the newest chain stays, however old it is"


def test_what_an_incremental_backup_builds_on_is_part_of_its_chain() -> None:
    there = [_backup("a", 9), _backup("b", 8, "a"), _backup("c", 7, "b"), _backup("d", 6)]
    assert [one.name for one in shelf.chain(there, there[2])] == ["a", "b", "c"]
    with pytest.raises(ConfigError, match="builds on b"):
        shelf.chain([there[0], there[2]], there[2])


def test_an_original_that_was_destroyed_leaves_the_mirror_with_the_last_backup_that_had_it(tmp_path: Path) -> None:
    originals, backups = tmp_path / "originals", tmp_path / "backups"
    (originals / "1").mkdir(parents=True)
    backups.mkdir()
    for name in "ab":
        (originals / "1" / name).write_bytes(name.encode())
    assert mirroring.copy_new(originals, backups, NOW, lambda *_: None) == 2
    (originals / "1" / "a").unlink()
    assert mirroring.copy_new(originals, backups, NOW, lambda *_: None) == 0
    assert list(mirroring.restore(backups, tmp_path / "after", NOW, lambda *_: None)) == []
    assert [path.name for path in (tmp_path / "after" / "1").iterdir()] == ["b"]
    assert list(mirroring.restore(backups, tmp_path / "before", NOW - timedelta(days=1), lambda *_: None)) == []
    assert len(list((tmp_path / "before" / "1").iterdir())) == 2
    assert mirroring.forget(backups, NOW) == 0
    assert mirroring.forget(backups, NOW + timedelta(seconds=1)) == 1
    assert [path.name for path in (backups / "originals" / "1").iterdir()] == ["b"]
