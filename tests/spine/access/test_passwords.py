"""Long passwords that are guessed first are refused, and any others are let through whatever they are made of (ASVS 6.2)."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from kantor.site.config import ConfigError, read
from kantor.spine.access.models import Person


@pytest.mark.parametrize(
    "password",
    [
        "eleven char",
        "kantor-kantor-1",
        "Kantor2026!!Kantor",
        "passwort12345",
        "qwertyuiopasdf",
        "abcdefghijklmnop",
        "987654321098765",
        "ababababababab",
        "1234567890123",
        "passwordpassword",
        "Sunshine2026!!",
        "2026-dragon-2026",
        "m0nk3y-12345678",
        "monkeydragon99",
    ],
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password)


@pytest.mark.parametrize(
    "password",
    ["vier Wörter ohne Sinn", "zupełnie inne hasło tu", "correct horse battery", "öß🙂é€" * 20, " leading and trailing ", "83650174926351"],
)
def test_anything_else_goes_whatever_it_is_made_of(password: str) -> None:
    validate_password(password)


def test_the_own_name_and_address_are_no_password() -> None:
    person = Person(email="magdalena.wisniewska@office.example", name="Magdalena Wisniewska")
    for password in ("magdalena.wisniewska", "Magdalena Wisniewska1"):
        with pytest.raises(ValidationError):
            validate_password(password, person)


@pytest.fixture
def breached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Passwords of a list in the form of Have I Been Pwned: SHA-1 in capitals, a colon, how often it was seen."""
    known = [f"breached somewhere {number}" for number in range(1000)]
    lines = sorted(hashlib.sha1(one.encode(), usedforsecurity=False).hexdigest().upper() + ":12" for one in known)
    (tmp_path / "list.txt").write_bytes("\r\n".join(lines).encode())
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, breached_passwords_file=str(tmp_path / "list.txt")))
    return known


def test_what_is_known_from_breaches_is_refused_without_asking_anybody(breached: list[str]) -> None:
    for password in breached:  # the first and the last line of the file are among them
        with pytest.raises(ValidationError, match="breach"):
            validate_password(password)
    for number in range(1000):
        validate_password(f"never seen anywhere {number}")


def test_a_list_of_breaches_that_is_not_there_is_told_at_start(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no file that can be read"):
        read({"KANTOR_DATA": str(tmp_path), "KANTOR_BREACHED_PASSWORDS_FILE": "/nowhere/list.txt"}, home=tmp_path)
