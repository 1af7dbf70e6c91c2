"""`kantor init`, `client` and `person`: an office of one's own, its clients and its people."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from kantor.site.cli.start import ready, say
from kantor.site.config import LANGUAGES, ConfigError

Email = Annotated[str, typer.Argument(help="The e-mail address that this person logs in with.")]
Name = Annotated[str, typer.Option("--name", help="The person's name, as colleagues read it.")]
Language = Annotated[str, typer.Option("--language", help="Language of the screens: en, de, pl or id.")]
PasswordStdin = Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking.")]
Roles = Annotated[
    list[str] | None, typer.Option("--role", help="A role for --client; may be repeated. Without any: all roles that there are.")
]


def register(app: typer.Typer) -> None:
    app.command("init")(init)
    clients = typer.Typer(help="The companies whose office is run here.", no_args_is_help=True)
    clients.command("add")(add_client)
    clients.command("list")(list_clients)
    app.add_typer(clients, name="client")
    people = typer.Typer(help="The people who work here.", no_args_is_help=True)
    people.command("add")(add_person)
    people.command("password")(password)
    people.command("reset-factor")(reset_factor)
    people.command("link")(link)
    app.add_typer(people, name="person")


def init(
    email: Annotated[str, typer.Option("--email", help="The address of the first person; asked for where it is missing.")] = "",
    name: Name = "",
    language: Language = "",
    password_stdin: PasswordStdin = False,
) -> None:
    """Begin an empty office: the database, the key that signs the audit trail, and the first person who can log in."""
    with ready() as known:
        from kantor.spine import access, trail

        signer = trail.signer(known.signing_key_file)
        email = email or _asked("E-mail address of the first person")
        if access.person_by_email(email) is not None:
            say(f"{email} is there already; nothing was changed.")
        else:
            name = name or _asked("Name")
            _enter(email, name, language or known.language, _password(password_stdin))
        print(f"The office is in {known.data}.")
        print(f"Heads of the audit trail are signed with key {signer.key_id} in {known.signing_key_file}: keep a copy of it elsewhere.")
        print(f"Next: kantor client add CODE --name NAME --country DE --person {email}")


def add_client(
    code: Annotated[str, typer.Argument(help="A short name in small letters, digits and hyphens, by which commands know the client.")],
    name: Annotated[str, typer.Option("--name", help="The company's name.")],
    country: Annotated[str, typer.Option("--country", help="Country whose law its books follow: DE, PL or ID.")],
    chart: Annotated[str, typer.Option("--chart", help="Chart of accounts; by default the country's usual one.")] = "",
    fiscal_year_start: Annotated[int, typer.Option("--fiscal-year-start", help="Month in which its fiscal year begins.")] = 0,
    currency: Annotated[str, typer.Option("--currency", help="Currency of its books; by default the country's.")] = "",
    language: Annotated[str, typer.Option("--language", help="Language of its books: en, de, pl or id; by default the country's.")] = "",
    vat_id: Annotated[str, typer.Option("--vat-id", help="VAT id with its prefix (Indonesia: NPWP); invoices find it by this.")] = "",
    tax_number: Annotated[str, typer.Option("--tax-number", help="National tax number, where it differs from the VAT id.")] = "",
    region: Annotated[str, typer.Option("--region", help="Region for public holidays, e.g. BY for Bavaria.")] = "",
    iban: Annotated[str, typer.Option("--iban", help="Its own bank account, from which suppliers are paid.")] = "",
    bic: Annotated[str, typer.Option("--bic", help="BIC of that account.")] = "",
    person: Annotated[
        list[str] | None,
        typer.Option("--person", help="Who works for it, as EMAIL or EMAIL=ROLE,ROLE; may be repeated. Without roles: all that there are."),
    ] = None,
) -> None:
    """Take on a client: its chart of accounts is laid down, and the last, current and next fiscal year are opened."""
    with ready():
        from kantor.site import taking_on

        now = datetime.now(UTC)
        given: dict[str, str | int] = {
            "chart": chart,
            "fiscal_year_start": fiscal_year_start,
            "currency": currency.upper(),
            "language": language,
            "vat_id": vat_id,
            "tax_number": tax_number,
            "region": region,
            "own_iban": "".join(iban.split()).upper(),
            "own_bic": bic.upper(),
        }
        new = taking_on.new_client(country.upper(), code=code, name=name, from_on=now.date(), **given)
        colleagues = [taking_on.Colleague(email=email, roles=roles) for email, roles in map(_colleague, person or [])]
        taking_on.take_on(new, colleagues, at=now)
        print(f"{name} is taken on as {code}: chart {new.chart}, books in {new.currency}, {len(colleagues)} people.")
        if not colleagues:
            say(f"Nobody works for it yet: kantor person add EMAIL --name NAME --client {code}")


def list_clients(as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False) -> None:
    """Show the clients: code, name, country, chart, currency and VAT id."""
    with ready():
        from kantor.site import taking_on

        for client in taking_on.every_client(at=datetime.now(UTC)):
            keys = ("code", "name", "country", "chart", "currency", "fiscal_year_start", "vat_id")
            shown = {key: getattr(client, key) for key in keys}
            print(json.dumps(shown, ensure_ascii=False) if as_json else "  ".join(str(value) for value in shown.values() if value))


def add_person(
    email: Email,
    name: Name = "",
    language: Language = "",
    client: Annotated[str, typer.Option("--client", help="Code of a client that they work for.")] = "",
    role: Roles = None,
    password_stdin: PasswordStdin = False,
) -> None:
    """Enter somebody who may log in, or give somebody roles for one more client.

    For setting up an office; once it runs, people and roles change by documents that two people decide.
    """
    with ready() as known:
        from kantor.site import taking_on
        from kantor.spine import access

        if access.person_by_email(email) is None:
            _enter(email, name or _asked("Name"), language or known.language, _password(password_stdin))
            print(f"{email} may log in.")
        elif not client:
            raise ConfigError(f"{email} is there already. Give them roles for a --client, or change the password: kantor person password")
        if client:
            now = datetime.now(UTC)
            colleague = taking_on.Colleague(email=email, roles=tuple(role or ()))
            taking_on.add_roles(taking_on.client_named(client, at=now).id, colleague, at=now)
            print(f"{email} works for {client}: {', '.join(role or ['all roles'])}.")


def password(email: Email, password_stdin: PasswordStdin = False) -> None:
    """Give somebody another password."""
    with ready():
        from kantor.spine import access

        person = access.person_by_email(email)
        if person is None:
            raise ConfigError(f"Nobody logs in as {email}.")
        access.set_password(person.id, _password(password_stdin), at=datetime.now(UTC), by=None)
        print(f"The password of {person.name} is changed.")


def reset_factor(email: Email) -> None:
    """Take away somebody's second factors and end their log-ins, when nobody is left who could decide it at the desk."""
    with ready():
        from kantor.spine import access

        person = access.person_by_email(email)
        if person is None:
            raise ConfigError(f"Nobody logs in as {email}.")
        access.reset_factors(person.id, at=datetime.now(UTC), by=None)
        print(f"{person.name} has no second factor any more, and is logged in nowhere. Whoever needs one sets it up at the next log-in.")


def link(
    email: Email,
    subject: Annotated[str, typer.Argument(help="Who this person is there, as the provider itself writes it (sub).")],
) -> None:
    """Let somebody log in through the identity provider of the settings."""
    with ready() as known:
        from kantor.spine import access

        person = access.person_by_email(email)
        if person is None:
            raise ConfigError(f"Nobody logs in as {email}.")
        if not known.oidc_issuer:
            raise ConfigError("No identity provider is set: give oidc_issuer, oidc_client_id and oidc_client_secret first.")
        linked = access.Link(issuer=known.oidc_issuer, subject=subject)
        if not access.link_person(person.id, linked, at=datetime.now(UTC), by=None, how="command"):
            raise ConfigError(f"{person.name} or {subject} is linked there already.")
        print(f"{person.name} logs in through {known.oidc_issuer} as {subject}.")


def _colleague(text: str) -> tuple[str, tuple[str, ...]]:
    email, _, roles = text.partition("=")
    return email, tuple(role for role in roles.split(",") if role)


def _enter(email: str, name: str, language: str, chosen: str) -> None:
    from kantor.spine import access

    if "@" not in email:
        raise ConfigError(f"{email!r} is not an e-mail address.")
    if language not in LANGUAGES:
        raise ConfigError(f"{language!r} is not one of the languages {', '.join(LANGUAGES)}.")
    access.create_person(email=email, name=name, language=language, password=chosen, at=datetime.now(UTC))


def _asked(what: str) -> str:
    if not sys.stdin.isatty():
        raise ConfigError(f"{what} is missing: give it as an option.")
    return str(typer.prompt(what)).strip()


def _password(from_stdin: bool) -> str:
    """A password that Django's validators accept, from standard input or asked twice."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    if not from_stdin and not sys.stdin.isatty():
        raise ConfigError("The password is missing: give it on standard input with --password-stdin.")
    chosen = sys.stdin.readline().rstrip("\r\n") if from_stdin else str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    try:
        validate_password(chosen)
    except ValidationError as error:
        raise ConfigError(" ".join(error.messages)) from error
    return chosen
