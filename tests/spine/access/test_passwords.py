"""Long passwords that are guessed first are refused, and any others are let through whatever they are made of (ASVS 6.2)."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

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
