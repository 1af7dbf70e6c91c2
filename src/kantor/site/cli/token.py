"""`kantor token`: keys with which programs use the API in a person's name."""

import json
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from kantor.site.cli.start import ready, say
from kantor.site.config import ConfigError

Email = Annotated[str, typer.Argument(help="The e-mail address of the person in whose name the program acts.")]


def register(app: typer.Typer) -> None:
    tokens = typer.Typer(help="Keys with which programs use the API in a person's name.", no_args_is_help=True)
    tokens.command("add")(add)
    tokens.command("list")(show)
    tokens.command("revoke")(revoke)
    app.add_typer(tokens, name="token")


def add(
    email: Email,
    name: Annotated[str, typer.Option("--name", help="What the program is.")],
    permission: Annotated[
        list[str] | None,
        typer.Option("--permission", help="A permission of the key; may be repeated. Without any: all that the person has."),
    ] = None,
    client: Annotated[list[str] | None, typer.Option("--client", help="Code of a client; may be repeated. Without any: all.")] = None,
    days: Annotated[int, typer.Option("--days", min=1, max=366, help="How long it holds.")] = 90,
) -> None:
    """Make a key and print its secret, which is told this once."""
    with ready():
        from kantor.site import taking_on
        from kantor.spine import access
        from kantor.words import Refusal

        now, person_id = datetime.now(UTC), _person(email)
        clients = tuple(taking_on.client_named(code, at=now).id for code in client or [])
        new = access.NewToken(
            name=name, permissions=tuple(permission or [access.EVERYTHING]), clients=clients, expires_at=now + timedelta(days=days)
        )
        try:
            token_id, secret = access.make_token(new, person_id=person_id, at=now, by=None)
        except Refusal as error:
            raise ConfigError(_told(error.key, error.evidence)) from error
        say(f"Key {token_id} for {name} holds until {new.expires_at:%Y-%m-%d}. Keep its secret: it is not shown again.")
        print(secret)


def show(email: Email) -> None:
    """Show the keys of a person, one JSON object a line; secrets are not known."""
    with ready():
        from kantor.spine import access

        for one in access.tokens_of(_person(email)):
            moments = {key: getattr(one, key) for key in ("created_at", "expires_at", "revoked_at", "last_used_at")}
            shown = {"id": one.id, "name": one.name, "permissions": list(one.permissions), "clients": list(one.clients)}
            print(json.dumps({**shown, **{key: at.isoformat() if at else None for key, at in moments.items()}}, ensure_ascii=False))


def revoke(email: Email, token: Annotated[int, typer.Argument(help="Number of the key, as in `kantor token list`.")]) -> None:
    """End a key at once."""
    with ready():
        from kantor.spine import access

        if not access.revoke_token(token, person_id=_person(email), at=datetime.now(UTC), by=None):
            raise ConfigError(f"{email} has no key {token} that holds.")
        print(f"Key {token} is ended.")


def _person(email: str) -> int:
    from kantor.spine import access

    person = access.person_by_email(email)
    if person is None:
        raise ConfigError(f"Nobody logs in as {email}.")
    return person.id


def _told(key: str, evidence: dict[str, str]) -> str:
    from kantor.kit.say import say as words

    return words(key, "en", evidence)
