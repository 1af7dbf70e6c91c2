"""`kantor erase`: the end of retention in bulk; whatever else is to be erased, two people decide on the desk."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from kantor.site.cli.start import ready

BATCH = 500
TOLD = {"reason": "the retention period is over", "ground": "retention_over"}


def register(app: typer.Typer) -> None:
    app.command("erase")(erase)


def erase(
    client: Annotated[str, typer.Option("--client", help="Code of the client.")],
    by: Annotated[str, typer.Option("--by", help="E-mail address of the person who runs this, for the audit trail.")],
    preview: Annotated[bool, typer.Option("--preview", help="Say how many that would be, and erase nothing.")] = False,
) -> None:
    """Destroy the keys of a client's originals whose retention is over, so that nobody can read them any more; the trail stays verifiable.

    Leaves out what is on hold, what somebody works on and what any law still asks to keep. It cannot be undone. A single document, on
    another ground (GDPR, article 17), is erased by the document Erasure on the desk, which two people decide.
    """
    with ready():
        from kantor.site import taking_on
        from kantor.site.config import ConfigError
        from kantor.spine import access, documents

        now = datetime.now(UTC)
        person = access.person_by_email(by)
        if person is None:
            raise ConfigError(f"Nobody works here as {by}. Give the address that the person who runs this logs in with.")
        client_id, count, more = taking_on.client_named(client, at=now).id, 0, True
        while more:
            with access.acting(clients=[client_id], person_id=person.id, at=now) as actor:
                found = documents.over(actor, most=1_000_000 if preview else BATCH)
                count += len(found) if preview else len(documents.erase(found, TOLD, actor))
            more = bool(found) and not preview
    if preview:
        print(f"The retention of {count} originals is over; nothing was erased.")
    else:
        print(f"The originals of {count} documents are erased. Backups keep their keys until they are deleted themselves.")
