"""The office and its mailbox that the tests of mail begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.channels.mail.server import LOGIN, PASSWORD, Server, running
from tests.journeys.office import Office, open_office
from tests.site.test_witnesses import own_certificate

from kantor.channels import mail


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(own_certificate(tmp_path_factory.mktemp("imap"))) as started:
        yield started


@pytest.fixture
def office(committed_database: str, post: Server, tmp_path: Path) -> Office:
    """The German client has a mailbox there."""
    post.empty()
    office = open_office()
    kept = tmp_path / "password"
    kept.write_text(f"{PASSWORD}\n")
    kept.chmod(0o600)
    place = mail.Place("127.0.0.1", post.port, "starttls", LOGIN, "INBOX", str(post.certificate))
    with office.acting("DE") as actor:
        mail.add(mail.NewMailbox(name="post", place=place, kept_in=f"file:{kept}", done_folder="Taken in", address=LOGIN), actor)
    return office
