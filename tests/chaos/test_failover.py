"""The primary is killed while everybody hands in; its replica goes on, and every document that was acknowledged is there, once."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.chaos import pair as tried
from tests.chaos.invariants import violations
from tests.chaos.notes import noted
from tests.chaos.pair import Pair
from tests.chaos.place import Place
from tests.chaos.run import at_work, keep_for_a_look, settled, until
from tests.chaos.town import Town
from tests.house.sources import ROOT

SENDERS = ("upload", "api")
"""Those who are told by the house itself that a file is in."""
TAKING_PART = ("web", "worker_1", "folder", *SENDERS, "office", "bank")


@pytest.fixture
def place(start: Place) -> Iterator[Place]:
    """A house that was founded, its database where a primary lies."""
    place = Place()
    place.take_over(start)
    subprocess.run(["cp", "-a", str(place.data / "postgres"), str(place.primary)], check=True)
    shutil.rmtree(place.data / "postgres")
    yield place
    place.remove()


@contextmanager
def opened(place: Place) -> Iterator[tuple[Town, Pair]]:
    pair = Pair(place.primary, place.data / "postgres")
    try:
        pair.open()
        town = Town(place, 1, more=pair.environment())
        try:
            town.key = town.run("token", "add", "carla@office.example", "--name", "sender").strip()
            town.open(TAKING_PART)
            yield town, pair
        finally:
            keep_for_a_look(town)
            town.close()
    finally:
        pair.close()


def test_no_acknowledged_document_is_lost_when_the_primary_dies_and_the_replica_goes_on(place: Place) -> None:
    with opened(place) as (town, pair):
        at_work(town)
        assert until(lambda: min(told(town)) > 3)
        with pytest.raises(RuntimeError, match="is a replica and takes no writes"):
            Town(place, 1, more=pair.environment(pair.replica)).run("migrate")
        with pair.replica_stands_still():
            time.sleep(0.5)  # what the replica had confirmed before is still being answered
            before = told(town)
            time.sleep(1.5)
            assert told(town) == before, "something was acknowledged that the replica does not have"
        assert until(lambda: all(now > then + 3 for now, then in zip(told(town), before, strict=True)))
        pair.kill_primary()
        lost_at = told(town)
        pair.promote()
        assert until(lambda: all(now > then + 10 for now, then in zip(told(town), lost_at, strict=True)))
        assert violations(settled(town)) == {}


def told(town: Town) -> list[int]:
    """How many files each sender was told are in."""
    return [sum(1 for _ in noted(town.place.notes, sender)) for sender in SENDERS]


def test_the_guide_says_what_was_tried() -> None:
    guide = (ROOT / "docs" / "guides" / "replica.md").read_text()
    for said in (tried.REPLICATOR, *tried.SYNCHRONOUS, tried.PROMOTE, *tried.COPY, "target_session_attrs=read-write"):
        assert said in guide
