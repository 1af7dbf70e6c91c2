"""`kantor person`: the people who work here, and how they log in. Nobody here learns anybody's password."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from kantor.site.cli.start import ready, say
from kantor.site.config import LANGUAGES, Config, ConfigError

if TYPE_CHECKING:
    from kantor.spine.access import PersonRecord

Email = Annotated[str, typer.Argument(help="The e-mail address that this person logs in with.")]
Name = Annotated[str, typer.Option("--name", help="The person's name, as colleagues read it.")]
Language = Annotated[str, typer.Option("--language", help="Language of the screens: en, de, pl or id.")]
Roles = Annotated[
    list[str] | None, typer.Option("--role", help="A role for --client; may be repeated. Without any: all roles that there are.")
]


def register(app: typer.Typer) -> None:
    people = typer.Typer(help="The people who work here.", no_args_is_help=True)
    people.command("add")(add)
    people.command("password")(password)
    people.command("reset-factor")(reset_factor)
    people.command("link")(link)
    people.command("unlink")(unlink)
    app.add_typer(people, name="person")


def add(
    email: Email,
    name: Name = "",
    language: Language = "",
    client: Annotated[str, typer.Option("--client", help="Code of a client that they work for.")] = "",
    role: Roles = None,
) -> None:
    """Enter somebody, and print the code by which they choose their password; or give somebody roles for one more client.

    For setting up an office; once it runs, people and roles change by documents that two people decide.
    """
    with ready() as known:
        from kantor.site import taking_on
        from kantor.spine import access

        if access.person_by_email(email) is None:
            enter(email, name or asked("Name"), language or known.language, None)
            _tell_code(_person(email), known)
        elif not client:
            raise ConfigError(f"{email} is there already. Give them roles for a --client, or a code for a password: kantor person password")
        if client:
            now = datetime.now(UTC)
            colleague = taking_on.Colleague(email=email, roles=tuple(role or ()))
            taking_on.add_roles(taking_on.client_named(client, at=now).id, colleague, at=now)
            print(f"{email} works for {client}: {', '.join(role or ['all roles'])}.")


def password(email: Email) -> None:
    """Print a code by which somebody chooses another password, once within three days. The old one and all log-ins hold until then."""
    with ready() as known:
        _tell_code(_person(email), known)


def reset_factor(email: Email) -> None:
    """Take away somebody's second factors and end their log-ins, when nobody is left who could decide it at the desk."""
    with ready():
        from kantor.spine import access

        person = _person(email)
        access.reset_factors(person.id, at=datetime.now(UTC), by=None)
        print(f"{person.name} has no second factor any more, and is logged in nowhere. Whoever needs one sets it up at the next log-in.")


def link(
    email: Email,
    subject: Annotated[str, typer.Argument(help="Who this person is there, as the provider itself writes it (sub).")],
) -> None:
    """Let somebody log in through the identity provider of the settings."""
    with ready() as known:
        from kantor.spine import access

        person = _person(email)
        if not known.oidc_issuer:
            raise ConfigError("No identity provider is set: give oidc_issuer, oidc_client_id and oidc_client_secret first.")
        linked = access.Link(issuer=known.oidc_issuer, subject=subject)
        if not access.link_person(person.id, linked, at=datetime.now(UTC), by=None, how="command"):
            raise ConfigError(f"{person.name} or {subject} is linked there already.")
        print(f"{person.name} logs in through {known.oidc_issuer} as {subject}.")


def unlink(email: Email) -> None:
    """Let somebody log in through an identity provider no longer, and end the log-ins that it opened."""
    with ready() as known:
        from kantor.spine import access

        person = _person(email)
        gone = access.unlink_person(person.id, at=datetime.now(UTC), by=None)
        if not gone:
            raise ConfigError(f"{person.name} is linked to no identity provider.")
        print("\n".join(f"{person.name} logs in through {one.issuer} as {one.subject} no longer." for one in gone))
        if known.oidc_link_by_email:
            say(
                f"oidc_link_by_email is set: whoever comes from the provider with {email} is linked anew. Take the address from them there."
            )


def enter(email: str, name: str, language: str, chosen: str | None) -> None:
    """Somebody new. chosen: the password of whoever enters themselves; None: nobody logs in until one is chosen by a code."""
    from kantor.spine import access

    if "@" not in email:
        raise ConfigError(f"{email!r} is not an e-mail address.")
    if language not in LANGUAGES:
        raise ConfigError(f"{language!r} is not one of the languages {', '.join(LANGUAGES)}.")
    access.create_person(email=email, name=name, language=language, password=chosen, at=datetime.now(UTC))


def asked(what: str) -> str:
    """What somebody types; ConfigError where nobody is there to be asked."""
    if not sys.stdin.isatty():
        raise ConfigError(f"{what} is missing: give it as an option.")
    return str(typer.prompt(what)).strip()


def _person(email: str) -> "PersonRecord":
    from kantor.spine import access

    person = access.person_by_email(email)
    if person is None:
        raise ConfigError(f"Nobody logs in as {email}.")
    return person


def _tell_code(person: "PersonRecord", known: Config) -> None:
    from kantor.spine import access

    code = access.give_password_code(person.id, at=datetime.now(UTC), by=None)
    place = (known.public_url or f"http://{known.host}:{known.port}").rstrip("/")
    print(f"{person.name} chooses a password at {place}/login/code/ with {person.email} and this code, once within three days:")
    print(code)
