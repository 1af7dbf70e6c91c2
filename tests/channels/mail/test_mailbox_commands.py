"""Mailboxes are added, shown, tried and removed by commands; one that cannot be used is not entered, and no password is told."""

from pathlib import Path

import pytest
from tests.channels.mail.server import LOGIN, PASSWORD, Server
from tests.site.command import done, kantor, told
from tests.site.command import office as begun

from kantor.site.config import ConfigError

pytestmark = pytest.mark.usefixtures("committed_database")


@pytest.fixture
def kept(tmp_path: Path) -> str:
    path = tmp_path / "password"
    path.write_text(PASSWORD)
    path.chmod(0o600)
    return f"file:{path}"


def added(post: Server, kept: str, *more: str) -> list[str]:
    place = ["--host", "127.0.0.1", "--port", str(post.port), "--security", "starttls", "--login", LOGIN]
    return ["mailbox", "add", "nord", "post", *place, "--password", kept, "--ca-file", str(post.certificate), *more]


def test_a_mailbox_is_added_shown_tried_and_removed(post: Server, kept: str) -> None:
    begun()
    done(*added(post, kept, "--address", LOGIN))
    status, (box,) = told("mailbox", "list")
    assert (status, box["client"], box["name"], box["kept_in"]) == (0, "nord", "post", kept)
    assert PASSWORD not in str(box)
    assert "nord post: can be used." in done("mailbox", "check")
    twice = kantor(*added(post, kept))
    assert isinstance(twice.exception, ConfigError)
    assert "has a mailbox post already" in str(twice.exception)
    done("mailbox", "remove", "nord", "post")
    assert told("mailbox", "list") == (0, [])
    assert isinstance(kantor("mailbox", "remove", "nord", "post").exception, ConfigError)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (("--password", "secret123"), "names a place, not the password"),
        (("--password", "file:/nowhere/at/all"), "is not where it should be"),
        (("--security", "ssl"), "tls, starttls, plain"),
        (("--folder", "Nowhere"), "cannot be used"),
        (("--ca-file", ""), "is not trusted"),
    ],
)
def test_what_cannot_be_used_is_not_entered_and_says_why(post: Server, kept: str, changed: tuple[str, str], says: str) -> None:
    begun()
    result = kantor(*added(post, kept, *changed))
    assert isinstance(result.exception, ConfigError)
    assert says in str(result.exception)
    assert "secret123" not in str(result.exception)
    assert told("mailbox", "list") == (0, [])
