"""A file is not refused for what the machine does to its reader: only the time that is the reader's own counts."""

import os
import struct
from collections.abc import Iterator

import pytest

from kantor.engines.reading import Refused, nurseries
from kantor.engines.reading.nurseries import Limits
from kantor.engines.reading.patience import Patience, in_line_s

SHORT = Limits(wall_s=0.05)
ANSWER = struct.pack(">Q", 4) + b"read"


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        os.close(end)


def test_a_reader_that_stood_in_line_is_waited_for(pipe: tuple[int, int]) -> None:
    hearing, saying = pipe
    told: list[float] = []

    def waited() -> float:
        """It stands in line again and again; only then it gets to answer."""
        told.append(0.06 * len(told))
        if len(told) == 4:
            os.write(saying, ANSWER)
        return told[-1]

    assert bytes(next(nurseries.listen(hearing, SHORT, Patience(SHORT.wall_s, waited)))) == b"read"


def test_a_reader_that_did_not_stand_in_line_is_not_waited_for_again(pipe: tuple[int, int]) -> None:
    with pytest.raises(Refused) as refused:
        next(nurseries.listen(pipe[0], SHORT, Patience(SHORT.wall_s, lambda: 60.0)))
    assert refused.value.key == "reading_too_long"


def test_what_was_waited_is_counted_once(pipe: tuple[int, int]) -> None:
    waited = iter([5.0, 7.0, 7.0])
    patience = Patience(SHORT.wall_s, lambda: next(waited))
    assert patience.is_granted_more()
    assert SHORT.wall_s < patience.left_s() <= SHORT.wall_s + 2.0
    assert not patience.is_granted_more()


def test_the_kernel_tells_how_long_a_process_and_its_children_stood_in_line() -> None:
    before = in_line_s(os.getpid())
    assert 0.0 <= before <= in_line_s(os.getpid())
    assert in_line_s(2**22 + 1) == 0.0  # nobody has that number
