"""Where elements stand is found by looking at each of them a bounded number of times, however many stand side by side."""

import pytest
from lxml import etree

from kantor.engines import einvoice
from kantor.engines.einvoice.readers import places

HEAD = b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2">'


def side_by_side(count: int) -> bytes:
    return HEAD + b"<a/><b><c/></b>" * count + b"</Invoice>"


def looks(count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often a name was looked at while such a file was read."""
    seen: list[str] = []
    real = places._readable

    def counted(path: str) -> str:
        seen.append(path)
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(places, "_readable", counted)
        einvoice.read(side_by_side(count))
    return len(seen)


def test_twice_as_many_elements_take_twice_as_many_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = looks(2_000, monkeypatch), looks(4_000, monkeypatch)
    assert few >= 2_000
    assert many <= 2.1 * few


@pytest.mark.parametrize("size_bytes", [0, places.SHORT_BYTES])
def test_both_ways_say_the_same_place(size_bytes: int) -> None:
    root = etree.fromstring(side_by_side(3))
    places.begin(size_bytes)
    told = [places.path_of(element) for element in root.iter()]
    assert told[:6] == ["/Invoice", "/Invoice/a[1]", "/Invoice/b[1]", "/Invoice/b[1]/c", "/Invoice/a[2]", "/Invoice/b[2]"]
