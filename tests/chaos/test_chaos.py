"""Whatever dies, stands still or is cut off: nothing is lost, nothing is done twice - and with a bug in the house the harness says so."""

import pytest
from tests.chaos.bugs import BUGS
from tests.chaos.place import Place
from tests.chaos.run import run, run_with_bug

SECONDS = 50


def test_whatever_goes_wrong_nothing_is_lost_and_nothing_done_twice(start: Place) -> None:
    result = run(start, 1, SECONDS, probes=1)
    print("\n".join(result.lines()))
    assert result.violations == {}
    assert len(result.faults) > 5
    assert result.counts["documents effective"] > 100
    assert result.counts["fields typed and saved"] > 0
    assert result.counts["files at the bank"] > 0


@pytest.mark.parametrize("name", BUGS)
def test_a_bug_in_the_house_is_found(start: Place, name: str) -> None:
    found = run_with_bug(start, name).violations
    assert BUGS[name].shows in found, found
