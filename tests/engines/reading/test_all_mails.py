"""Every mail of a large collection of odd and broken ones gives a document, or a refusal that says why."""

from pathlib import Path

import pytest

from kantor.engines.reading import MAIL, Refusal, card, unpack

MAILS = 104
NO_MAIL = "bad_encoded_subject.eml"


def test_each_of_104_mails_gives_a_card_that_can_be_read(shared_data: Path) -> None:
    folder = shared_data / "mail"
    if not folder.is_dir():
        pytest.skip(f"the collection of mails is not at {folder}")
    paths = sorted(folder.rglob("*.eml"))
    assert len(paths) == MAILS
    found = unpack([(path.read_bytes(), path.name) for path in paths])
    closed = {path.name: parts.key for path, parts in zip(paths, found, strict=True) if isinstance(parts, Refusal)}
    assert closed == {}
    for path, parts in zip(paths, found, strict=True):
        assert not isinstance(parts, Refusal)
        if path.name == NO_MAIL:
            assert [part.media_type for part in parts] == ["text/plain"], (
                "nothing but its name says that it is a mail: it is refused as text"
            )
            continue
        told = [part for part in parts if part.is_body and part.media_type == MAIL]
        assert len(told) == 1, path.name
        read = card.read(told[0].data)
        assert card.is_card(told[0].data)
        assert read.headers.get("subject"), path.name
        assert all(part.within[0] == path.name for part in parts)
