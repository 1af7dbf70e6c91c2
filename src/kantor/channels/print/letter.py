"""Writes a letter as PDF/A, laid out like DIN 5008 form B: how it is sent stands above the address, in the zone for remarks.

Its subject and body (from the greeting to the name below it; an empty line begins a paragraph) are the values of these names where whoever
wrote it has said them already, else the sentences `<template>.subject` and `<template>.body` in its language, filled from its values.
"""

import hashlib
import json
import string
from collections.abc import Mapping
from datetime import date, datetime
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from typing import Any
from uuid import uuid4

import typst

from kantor.countries import address_lines
from kantor.kit.say import LANGUAGES, known, say
from kantor.spine.access import ClientRecord

DAYS = {"en": "%d %B %Y", "de": "%d.%m.%Y", "pl": "%d.%m.%Y", "id": "%d/%m/%Y"}


class LetterFault(ValueError):
    """The letter cannot be written as it is; the message says what is missing."""


def letter(content: Mapping[str, Any], sender: ClientRecord, written_at: datetime) -> bytes:
    """The PDF of a letter as it stands in the outbox (the fields of words.Letter). The same letter always gives the same bytes."""
    return _compile(_page(content, sender, written_at.date()), written_at)


def cached(content: Mapping[str, Any], sender: ClientRecord, written_at: datetime, *, folder: Path) -> tuple[bytes, Path]:
    """The PDF and the file in `folder` that keeps it under the hash of everything that it is made of."""
    page = _page(content, sender, written_at.date())
    made_of = json.dumps([page, written_at.isoformat(), version("typst")], sort_keys=True).encode() + _template()
    path = folder / f"{hashlib.sha256(made_of).hexdigest()}.pdf"
    if path.exists():
        return path.read_bytes(), path
    data = _compile(page, written_at)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    making = path.with_name(f"{uuid4().hex}.making")
    making.write_bytes(data)
    making.rename(path)
    return data, path


def _compile(page: Mapping[str, Any], written_at: datetime) -> bytes:
    inputs = {"page": json.dumps(page, ensure_ascii=False)}
    second = written_at.replace(microsecond=0)  # typst refuses parts of one
    done = typst.compile(_template(), format="pdf", sys_inputs=inputs, pdf_standards=["a-2b"], ignore_system_fonts=True, timestamp=second)
    if not isinstance(done, bytes):
        raise TypeError("typst gave no single PDF")
    return done


def _template() -> bytes:
    return resources.files(__package__).joinpath("letter.typ").read_bytes()


def _page(content: Mapping[str, Any], sender: ClientRecord, on: date) -> dict[str, Any]:
    """Everything that stands on the page, as text."""
    language = content["language"] if content["language"] in LANGUAGES else sender.language
    address = sender.address
    own = address_lines(**{key: str(address.get(key, "")) for key in ("street", "postcode", "town")}, country=sender.country)
    email = content.get("email", "")
    return {
        "language": language,
        "sender": [sender.name, *own],
        "facts": [line for line in (sender.vat_id, sender.own_iban, sender.own_bic) if line],
        "remarks": [say("print.by_email", language, {"email": email})] if email else [],
        "recipient": [content["recipient"], *(line.strip() for line in content["address"].splitlines() if line.strip())],
        "place_and_day": ", ".join(part for part in (address.get("town", ""), on.strftime(DAYS[language])) if part),
        "subject": _text(content, "subject", language).strip(),
        "paragraphs": _text(content, "body", language).strip().split("\n\n"),
        "page": say("print.page", language),
    }


def _text(content: Mapping[str, Any], name: str, language: str) -> str:
    """With all blanks filled: a letter with a hole in it must not leave."""
    key, values = f"{content['template']}.{name}", content["values"]
    if name in values:
        return str(values[name])
    if not known(key):
        raise LetterFault(f"there is no sentence {key}")
    holes = {name for _, name, _, _ in string.Formatter().parse(say(key, language)) if name} - values.keys()
    if holes:
        raise LetterFault(f"{key} needs the values {', '.join(sorted(holes))}")
    return say(key, language, values)
