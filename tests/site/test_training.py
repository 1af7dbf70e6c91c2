"""A model that every house would begin with is compared with the one that is there on what neither saw, and a worse one is not taken."""

from pathlib import Path

import pytest

from kantor.demo.mails import mails
from kantor.demo.mails.sorting import examples
from kantor.engines import language
from kantor.engines.correspondence import usual_sorter
from kantor.site.cli import examining
from kantor.site.cli.examining import Marks, is_worse
from kantor.site.cli.training import Grown, taken

BEFORE = Marks(right=105, told=108, wrong=3)


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (BEFORE, False),
        (Marks(right=110, told=113, wrong=3), False),
        (Marks(right=94, told=96, wrong=2), True),
        (Marks(right=110, told=115, wrong=5), True),
        (Marks(right=105, told=105, wrong=0), False),
    ],
    ids=["as good", "more right", "fewer right", "more often wrong", "never wrong"],
)
def test_a_model_is_worse_that_tells_less_right_or_errs_more_often(new: Marks, *, expected: bool) -> None:
    assert is_worse(new, BEFORE) is expected


def test_a_worse_model_does_not_take_the_place_of_the_one_that_is_there(tmp_path: Path) -> None:
    target = tmp_path / "mails.json.gz"
    target.write_bytes(b"there")
    hardly = language.fitted(examples(mails(60, seed=1, fifths=(0,))))
    before, marks = examining.of_mails(usual_sorter()), examining.of_mails(hardly)
    assert before.right > 80
    assert not taken(Grown(target, hardly.as_bytes(), marks, before), keep=True)
    assert target.read_bytes() == b"there"


def test_a_better_one_takes_it_where_it_is_to_be_kept(tmp_path: Path) -> None:
    target = tmp_path / "mails.json.gz"
    target.write_bytes(b"there")
    assert taken(Grown(target, b"better", Marks(9, 9, 0), Marks(8, 9, 1)), keep=False)
    assert target.read_bytes() == b"there"
    assert taken(Grown(target, b"better", Marks(9, 9, 0), Marks(8, 9, 1)), keep=True)
    assert target.read_bytes() == b"better"


def test_the_first_one_istaken(tmp_path: Path) -> None:
    assert taken(Grown(tmp_path / "new.json.gz", b"first", Marks(0, 0, 0), None), keep=True)
    assert (tmp_path / "new.json.gz").read_bytes() == b"first"
