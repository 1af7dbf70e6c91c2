"""`kantor mailbox`: where the mail of each client is fetched."""

import json
from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from kantor.site.cli.start import ready, say
from kantor.site.config import ConfigError

Code = Annotated[str, typer.Argument(help="Code of the client, as in `kantor client list`.")]
BoxName = Annotated[str, typer.Argument(help="What the mailbox is called here.")]


def register(app: typer.Typer) -> None:
    boxes = typer.Typer(help="Mailboxes from which mail is fetched over IMAP.", no_args_is_help=True)
    boxes.command("add")(add)
    boxes.command("list")(show)
    boxes.command("check")(check)
    boxes.command("remove")(remove)
    app.add_typer(boxes, name="mailbox")


def add(
    code: Code,
    name: BoxName,
    host: Annotated[str, typer.Option("--host", help="The IMAP server.")],
    login: Annotated[str, typer.Option("--login", help="Whom one logs in as.")],
    password: Annotated[
        str, typer.Option("--password", help="Where its password lies: env:NAME of a variable, or file:/path. Never the password itself.")
    ],
    security: Annotated[str, typer.Option("--security", help="tls, starttls, or plain for a server on this host.")] = "tls",
    port: Annotated[int, typer.Option("--port", help="By default 993 for tls, 143 otherwise.")] = 0,
    folder: Annotated[str, typer.Option("--folder", help="The folder that is fetched from.")] = "INBOX",
    done: Annotated[str, typer.Option("--done", help="Folder to which messages are moved; without it they are only marked as read.")] = "",
    address: Annotated[str, typer.Option("--address", help="Address that answers of this client come from.")] = "",
    ca_file: Annotated[str, typer.Option("--ca-file", help="PEM with the authority of a server of one's own.")] = "",
) -> None:
    """Fetch the mail of a mailbox from now on. The mailbox is tried first; nothing is entered where that fails."""
    from kantor.channels.mail import SECURITY

    if security not in SECURITY:
        raise ConfigError(f"--security is {security!r}; write one of {', '.join(SECURITY)}.")
    if not password.startswith(("env:", "file:")):
        raise ConfigError("--password names a place, not the password: env:NAME of an environment variable, or file:/path/of/a/file.")
    with ready():
        from django.db import IntegrityError

        from kantor.channels import mail
        from kantor.site import taking_on
        from kantor.spine import access

        at = datetime.now(UTC)
        client = taking_on.client_named(code, at=at)
        place = mail.Place(host, port or SECURITY[security], security, login, folder, ca_file)
        _try(place, password, name)
        new = mail.NewMailbox(name=name, place=place, kept_in=password, done_folder=done, address=address)
        try:
            with access.acting(clients=[client.id], person_id=None, at=at) as actor:
                mail.add(new, actor)
        except IntegrityError as error:
            raise ConfigError(f"{client.name} has a mailbox {name} already. Remove it first, or choose another name.") from error
        say(f"Mail of {login} at {host} is fetched for {client.name} from now on, while a worker runs.")


def show() -> None:
    """Show the mailboxes of all clients, one JSON object a line; passwords are not known, only where they lie."""
    with ready():
        for client, row in _standing():
            columns = ("name", "host", "port", "security", "login", "kept_in", "folder", "done_folder", "address", "fetched", "refused")
            told = {column: getattr(row, column) for column in columns}
            checked = row.checked_at.isoformat() if row.checked_at else None
            print(json.dumps({"client": client, **told, "checked_at": checked, "reason": row.reason}, ensure_ascii=False))


def check() -> None:
    """Log in to every mailbox; ends with 1 where one cannot be used."""
    with ready():
        from kantor.channels import mail

        failed = 0
        for client, row in _standing():
            try:
                _try(mail.place_of(row), row.kept_in, row.name)
                print(f"{client} {row.name}: can be used.")
            except ConfigError as error:
                failed += 1
                print(f"{client} {row.name}: {error}")
        if failed:
            raise typer.Exit(1)


def remove(code: Code, name: BoxName) -> None:
    """Fetch from a mailbox no more; what came from it stays."""
    with ready():
        from kantor.channels import mail
        from kantor.site import taking_on
        from kantor.spine import access

        at = datetime.now(UTC)
        client = taking_on.client_named(code, at=at)
        with access.acting(clients=[client.id], person_id=None, at=at) as actor:
            if not mail.end(name, actor):
                raise ConfigError(f"{client.name} has no mailbox {name}. The command `kantor mailbox list` shows them.")
        print(f"The mailbox {name} of {client.name} is not fetched from any more.")


def _standing() -> list[tuple[str, Any]]:
    """(code of the client, mailbox) of all that are fetched from."""
    from kantor.channels import mail
    from kantor.spine import access

    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=datetime.now(UTC)):
        codes = {client.id: client.code for client in access.clients(every)}
        return [(codes[row.client_id], row) for row in mail.standing(list(every))]


def _try(place: Any, secret: str, name: str) -> None:
    from kantor.channels import mail

    try:
        with mail.opened(place, mail.password(secret), reads_only=True):
            pass
    except mail.NoSecret as error:
        raise ConfigError(f"The password of {name} is not where it should be: {error}.") from error
    except OSError as error:
        raise ConfigError(f"The mailbox {name} cannot be used: {error}. Check host, port, --security, --login and --folder.") from error
