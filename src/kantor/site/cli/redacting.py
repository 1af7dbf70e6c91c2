"""`kantor redact`: makes the redacted successor of a document about several people, for two people to agree to."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from kantor.site.cli.start import ready


def register(app: typer.Typer) -> None:
    app.command("redact")(redact)


def redact(
    document: Annotated[int, typer.Argument(help="Number of the document.")],
    reason: Annotated[str, typer.Option("--reason", help="Why: who asked for it, by which right.")],
    by: Annotated[str, typer.Option("--by", help="E-mail address of the person who makes it, and therefore does not approve it.")],
    pages: Annotated[str, typer.Option("--pages", help="Pages of a PDF to take out, as 2,5.")] = "",
    rows: Annotated[str, typer.Option("--rows", help="Rows of a CSV sheet to take out, as 3,4; the heading is row 1.")] = "",
    elements: Annotated[list[str] | None, typer.Option("--element", help="Element of an XML file to take out, as XPath.")] = None,
) -> None:
    """File a copy of a document without some of its pages, rows or elements, to take the document's place.

    When two people have agreed, the document itself may be erased although a law asks to keep it: its successor is kept instead. Then file
    an Erasure on the desk.
    """
    given = {"pages": pages.split(",") if pages else [], "rows": rows.split(",") if rows else [], "elements": elements or []}
    kinds = [kind for kind, places in given.items() if places]
    if len(kinds) != 1 or not reason.strip():
        raise typer.BadParameter("Give --reason, and one of --pages, --rows or --element.")
    with ready():
        from kantor.departments.office.redaction import making
        from kantor.engines.reading import Refused
        from kantor.kit.say import say as sentence
        from kantor.site.cli.proving import client_of
        from kantor.site.config import ConfigError
        from kantor.spine import access

        now = datetime.now(UTC)
        person = access.person_by_email(by)
        if person is None:
            raise ConfigError(f"Nobody works here as {by}. Give the address that the person who makes it logs in with.")
        client_id = client_of(document, "", now)
        cut = making.Cut(kind=kinds[0], places=[place.strip() for place in given[kinds[0]]])
        try:
            with access.acting(clients=[client_id], person_id=person.id, at=now) as actor:
                made = making.redact(document, cut, reason.strip(), actor)
        except Refused as refused:
            raise ConfigError(sentence(f"reading.{refused.key}", "en", refused.evidence)) from refused
        except OSError as error:
            raise ConfigError(str(error)) from error
    print(f"Document {made} is to take the place of document {document}; another person approves it on the desk.")
