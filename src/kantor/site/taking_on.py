"""Taking on clients and people from the command line: checked before anything is written, then one client with its books and people."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from kantor.departments.accounting import complete_books, lacking, open_books
from kantor.departments.office import faults_of, granted
from kantor.site import house, intake
from kantor.site.config import ConfigError
from kantor.spine import access, ledger
from kantor.words.authority import Assignment, NewClient

PASSWORD_BYTES = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Colleague:
    """Somebody who works for a client. roles: keys of roles, all that there are where it is empty."""

    email: str
    roles: tuple[str, ...]


def take_on(client: NewClient, colleagues: Sequence[Colleague], *, at: datetime) -> int:
    """Take on a client with its chart of accounts, open fiscal years and people; the client's id. ConfigError says what is wrong."""
    _check(client)
    client_id = access.create_client(replace(client, people=tuple(_assigned(colleagues))), at=at)
    with access.acting(clients=[client_id], person_id=None, at=at) as actor:
        open_books(at.date(), actor)
    return client_id


def new_client(country: str, *, code: str, name: str, from_on: date, **given: str | int) -> NewClient:
    """A client with what its country takes for granted - currency, language, chart, fiscal year - where nothing else is given."""
    usual = {"currency": "", "language": "", "chart": ""} | granted(country)
    chosen = {key: value for key, value in given.items() if value}
    return NewClient(code=code, name=name, country=country, from_on=from_on, **(usual | chosen))  # type: ignore[arg-type]


def client_named(code: str, *, at: datetime) -> access.ClientRecord:
    """The client with this code; ConfigError where there is none."""
    found = next((client for client in every_client(at=at) if client.code == code), None)
    if found is None:
        raise ConfigError(f"There is no client with the code {code!r}. The command `kantor client list` shows them.")
    return found


def every_client(*, at: datetime) -> list[access.ClientRecord]:
    """All clients, by name."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        return access.clients(every)


def completed(clients: Sequence[access.ClientRecord], *, at: datetime) -> Iterator[tuple[access.ClientRecord, ledger.Completed]]:
    """Give each client's books the accounts that charts got since it was taken on, one client after the other, each for itself."""
    for client in clients:
        with access.acting(clients=[client.id], person_id=None, at=at) as actor:
            done = complete_books(actor)
        yield client, done


def incomplete(*, at: datetime) -> dict[str, ledger.Completed]:
    """Codes of clients whose books lack roles that their chart has by now, with what would complete them."""
    found: dict[str, ledger.Completed] = {}
    for client in every_client(at=at):
        with access.acting(clients=[client.id], person_id=None, at=at):
            missing = lacking(client)
        if missing.is_change or missing.barred:
            found[client.code] = missing
    return found


def add_roles(client_id: int, colleague: Colleague, *, at: datetime) -> None:
    """Give somebody roles for a client at set-up."""
    with access.acting(clients=[client_id], person_id=None, at=at) as actor:
        access.assign([Assignment(email=email, role=role, from_on=at.date()) for email, role in _assigned([colleague])], actor)


def new_password() -> str:
    """A password that nobody has thought of before."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


def _assigned(colleagues: Sequence[Colleague]) -> list[tuple[str, str]]:
    known = sorted(house.roles())
    for colleague in colleagues:
        if access.person_by_email(colleague.email) is None:
            raise ConfigError(f"Nobody logs in as {colleague.email}. Add them first: kantor person add {colleague.email} --name NAME")
        if unknown := sorted(set(colleague.roles) - set(known)):
            raise ConfigError(f"There is no role {', '.join(unknown)}. Known: {', '.join(known)}.")
    return [(colleague.email, role) for colleague in colleagues for role in colleague.roles or known]


def _check(client: NewClient) -> None:
    """By the rules of the document by which two people take a client on."""
    for fault in faults_of(client):
        raise ConfigError(intake.sentence(fault, "en"))
    if access.codes_taken([client.code]):
        raise ConfigError(f"There is a client with the code {client.code!r} already.")
