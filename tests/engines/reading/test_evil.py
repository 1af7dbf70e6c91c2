"""Files made to do harm end in a reason, within their time, and whatever came with them goes its way."""

import time
from collections.abc import Callable

import pytest
from tests.engines.reading import evil

from kantor.departments.payables.supplier_invoice.reading import read, recognise
from kantor.engines.einvoice.messages import languages_of
from kantor.engines.reading import Refusal, Refused, pages, picture, read_each, unpack
from kantor.kit.say import LANGUAGES, words
from kantor.words import ReadFile

Make = Callable[[], bytes]
# What the slowest wall allows: 20 s on the clock, and the start of another nursery.
MOST_S = 60.0


def _reasons(data: bytes) -> set[str]:
    (parts,) = unpack([(data, "file")])
    if isinstance(parts, Refusal):
        return {f"reading.{parts.key}"}
    keys = {f"reading.{part.refusal.key}" for part in parts if part.refusal}
    files = [ReadFile(data=part.data, media_type=part.media_type, name=part.name) for part in parts if not part.refusal]
    known = [file for file in files if recognise(file) >= 0.5]
    keys |= {"documents.not_recognised"} if len(known) < len(files) else set()
    told = [answer.key for answer in read_each(read, known) if isinstance(answer, Refused)]
    return keys | {key if "." in key else f"reading.{key}" for key in told}


@pytest.mark.parametrize("make", evil.REFUSED, ids=lambda make: make.__name__)
def test_an_evil_file_is_refused_with_a_reason_in_four_languages(make: Make) -> None:
    reasons = _reasons(make())
    assert reasons
    assert reasons <= evil.REFUSED[make]
    assert all(_languages(reason) >= set(LANGUAGES) for reason in reasons)


def _languages(reason: str) -> set[str]:
    area, _, key = reason.partition(".")
    return set(languages_of(f"KANTOR-UNREADABLE.{key}")) if area == "einvoice" else set(words()[reason])


@pytest.mark.parametrize("make", evil.HARMLESS_HERE, ids=lambda make: make.__name__)
def test_what_only_wants_to_take_time_is_bounded(make: Make) -> None:
    began = time.monotonic()
    _reasons(make())
    assert time.monotonic() - began < MOST_S


@pytest.mark.parametrize("make", evil.PAGES, ids=lambda make: make.__name__)
def test_pages_made_to_exhaust_whoever_draws_them_end_in_a_page_or_a_reason(make: Make) -> None:
    data = make()
    refused: set[str] = set()
    for look in (pages, lambda data: picture(data, page=1)):
        began = time.monotonic()
        try:
            look(data)
        except Refused as caught:
            refused.add(f"reading.{caught.key}")
        assert time.monotonic() - began < MOST_S
    assert refused <= words().keys()


@pytest.mark.parametrize("make", evil.OFFICE, ids=lambda make: make.__name__)
def test_an_office_file_that_cannot_be_set_on_pages_says_why(make: Make) -> None:
    data = make()
    for look in (pages, lambda data: picture(data, page=1)):
        with pytest.raises(Refused) as caught:
            look(data)
        assert caught.value.key in evil.OFFICE[make]
        assert set(words()[f"reading.{caught.value.key}"]) >= set(LANGUAGES)


def test_xml_beyond_its_size_is_refused_before_anything_looks_at_it() -> None:
    huge = ReadFile(data=bytes(21 << 20), media_type="application/xml", name="huge.xml")
    (told,) = read_each(read, [huge])
    assert isinstance(told, Refused)
    assert (told.key, told.evidence) == ("file_too_large", {"limit": "20", "size": "21"})


def test_an_archive_cannot_climb_out_of_where_it_is_unpacked() -> None:
    (parts,) = unpack([(evil.climbing_names(), "a.zip")])
    assert isinstance(parts, list)
    assert [part.name for part in parts] == ["kantor", "authorized_keys", "a.xml"]
