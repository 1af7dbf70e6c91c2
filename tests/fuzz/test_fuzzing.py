"""Every reader survives whatever led to new places or once broke one, and in continuous integration a minute of what fuzzing thinks of."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from tests.fuzz import fuzzing
from tests.fuzz.changing import changed
from tests.fuzz.targets import DECLARED, TARGETS, TRIAL, kept

SECONDS = 60
IN_CI = os.environ.get("CI", "") not in ("", "false", "0")


@pytest.fixture(scope="module")
def readers() -> Iterator[fuzzing.Readers]:
    with fuzzing.Readers() as readers:
        yield readers


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@pytest.mark.parametrize("name", TARGETS)
def test_what_once_broke_a_reader_or_led_on_only_raises_what_is_declared(name: str) -> None:
    for data in (*TARGETS[name].seeds(), *(path.read_bytes() for path in kept(name))):
        with suppress(*DECLARED):
            TARGETS[name].read(data)


@pytest.mark.parametrize("name", TARGETS)
def test_the_files_to_begin_with_are_read(name: str) -> None:
    read = 0
    for data in TARGETS[name].seeds():
        with suppress(*DECLARED):
            TARGETS[name].read(data)
            read += 1
    assert read


@pytest.mark.parametrize("name", [name for name, target in TARGETS.items() if target.is_xml])
def test_elements_are_changed_and_it_stays_xml(name: str) -> None:
    (seed,) = TARGETS[name].seeds()
    others = {changed(seed, 1 << 20, number) for number in range(50)}
    assert None not in others
    assert len(others) > 40


@pytest.mark.skipif(not IN_CI, reason="fuzzing has its minute where CI is set; at any other time: ./kantor fuzz")
@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_survives_its_share_of_a_minute(name: str, readers: fuzzing.Readers) -> None:
    result = readers.fuzz(name, SECONDS // len(TARGETS))
    assert result.broke == (), result.line
    assert result.runs > 0


def test_a_reader_that_breaks_is_told_with_the_file_that_broke_it(
    readers: fuzzing.Readers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file goes into the corpus, where the other tests find it until the reader is mended."""
    monkeypatch.setattr(fuzzing, "CORPUS", tmp_path)
    (broke,) = readers.fuzz("trial", 5).broke
    with pytest.raises(ZeroDivisionError):
        TRIAL["trial"].read(broke.read_bytes())
    assert broke.parent == tmp_path / "trial"
