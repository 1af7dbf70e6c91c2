"""Every reason for which a file is not read has its sentence in the four languages of the house."""

import re
from pathlib import Path

from kantor.engines import reading, redacting
from kantor.kit.say import LANGUAGES, words

PACKAGES = [Path(package.__file__).parent for package in (reading, redacting)]
RAISED = re.compile(r'(?:Refused\(|Refusal\(key=|"refused": )"([a-z_]+)"|: "(pdf_[a-z]+)"|else "(reading_[a-z]+)"|"(office_[a-z_]+)"')


def test_every_refusal_has_a_sentence_in_four_languages() -> None:
    keys = {
        next(filter(None, found))
        for package in PACKAGES
        for path in package.rglob("*.py")
        for found in RAISED.findall(path.read_text("utf-8"))
    }
    said = {key.removeprefix("reading."): set(sentence) for key, sentence in words().items() if key.startswith("reading.")}
    assert said.keys() == keys | {"pdf_broken"}
    assert all(languages == set(LANGUAGES) for languages in said.values())
