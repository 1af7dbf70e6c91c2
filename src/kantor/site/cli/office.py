"""`kantor init` and `client`: an office of one's own and the companies it works for."""

import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from kantor.site.cli.people import Language, Name, asked, enter
from kantor.site.cli.start import ready, say
from kantor.site.config import ConfigError


def register(app: typer.Typer) -> None:
    app.command("init")(init)
    clients = typer.Typer(help="The companies whose office is run here.", no_args_is_help=True)
    clients.command("add")(add_client)
    clients.command("list")(list_clients)
    clients.command("complete")(complete_clients)
    app.add_typer(clients, name="client")


def init(
    email: Annotated[str, typer.Option("--email", help="The address of the first person; asked for where it is missing.")] = "",
    name: Name = "",
    language: Language = "",
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input instead of asking.")
    ] = False,
) -> None:
    """Begin an empty office: the database, the keys that seal originals and sign the audit trail, and the first person who can log in."""
    with ready() as known:
        from kantor.spine import access, trail

        signer = trail.signer(known.signing_key_file)
        email = email or asked("E-mail address of the first person")
        if access.person_by_email(email) is not None:
            say(f"{email} is there already; nothing was changed.")
        else:
            name = name or asked("Name")
            enter(email, name, language or known.language, _password(password_stdin))
        print(f"The office is in {known.data}.")
        print(f"Heads of the audit trail are signed with key {signer.key_id} in {known.signing_key_file}.")
        print(f"Originals are sealed by the key in {known.master_key_file}: keep copies of both elsewhere, without them nothing starts.")
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


def complete_clients(
    code: Annotated[str, typer.Argument(help="Code of one client; without it all of them.")] = "",
) -> None:
    """Give clients the accounts that charts of accounts got since they were taken on, and say which.

    Only what nobody plays yet: an account that a client uses for something stays as it is. Run again, it does nothing.
    """
    with ready():
        from kantor.site import taking_on

        now = datetime.now(UTC)
        wanted = [taking_on.client_named(code, at=now)] if code else taking_on.every_client(at=now)
        for number, (client, done) in enumerate(taking_on.completed(wanted, at=now), start=1):
            say(f"{number}/{len(wanted)} {client.code}")
            told = [f"added {', '.join(done.added)}"] if done.added else []
            told += [f"{role} is played by {account} now" for role, account in sorted(done.given.items())]
            told += [
                f"nobody plays {role}: account {account} is closed or of another kind, so give the role to one of your own"
                for role, account in sorted(done.barred.items())
            ]
            print(f"{client.code}: {'; '.join(told) or 'complete'}.")


def _colleague(text: str) -> tuple[str, tuple[str, ...]]:
    email, _, roles = text.partition("=")
    return email, tuple(role for role in roles.split(",") if role)


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
