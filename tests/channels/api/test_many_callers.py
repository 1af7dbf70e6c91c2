"""Many programs at once on a real server and worker: all are answered as they must be, only slower. `./kantor bench` has the large one."""

from tests.benchmarks.callers import made_keys, under_load
from tests.journeys.office import open_office


def test_forty_callers_at_once_are_all_answered(committed_database: str) -> None:
    found = under_load(made_keys(open_office(), 40), seconds=10.0)
    assert (found["faults"], found["stuck"]) == ({}, 0)
    assert {"list", "hand in", "take next", "change", "approve"} <= set(found["ms"])
    assert found["events_heard"] > 0
    assert all(found["pss_mb"].values())
