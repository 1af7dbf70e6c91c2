"""What the accountants of the demonstration do at the end of each month and year: enter what was bought to be used for years, have its
depreciation posted, and carry the result of a year forward; and the office that their returns go to."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from kantor.demo.cast import Client
from kantor.demo.deciding import approve
from kantor.demo.numbers import bank_account
from kantor.demo.ordering import CHANNEL, Clock
from kantor.departments.accounting import plans
from kantor.spine import access, cases
from kantor.spine.documents import Filing
from kantor.words import Reading, Source, Value
from kantor.words.party import Account, NewParty

ASSET, CLERK = "accounting.asset", "accounting.clerk"
USED_FOR = {"method": "linear", "months": "48"}
"""Where the law knows no low values: the shortest life of tangible things in Indonesia (Pasal 11 ayat (6) UU PPh, kelompok 1)."""


def keep(client: Client, client_id: int, month_ends_on: date, people: Mapping[str, list[int]], now: Clock) -> None:
    """Assets that wait for a clerk are entered, and what is due by the end of the month is posted; done again, it finds nothing to do."""
    with access.acting(clients=[client_id], person_id=None, at=now()):
        waiting = [task.document_id for task in cases.queue({client_id: frozenset({CLERK})}) if task.type == ASSET]
    for document_id in waiting:
        changes = {"number": f"A-{document_id:04d}"} | (USED_FOR if client.new.country == "ID" else {})
        with access.acting(clients=[client_id], person_id=people[CLERK][0], at=now()) as actor:
            cases.save(document_id, changes, actor)
        approve(document_id, client_id, people, now)
    _take_effect(client_id, now() + timedelta(minutes=1))
    evening = datetime.combine(month_ends_on, time(20), tzinfo=now().tzinfo)
    while plans.file_due(client_id, lambda: evening):
        _take_effect(client_id, evening)


def tax_office(client: Client, on: date) -> NewParty:
    """Whom the returns are filed with and paid."""
    iban = bank_account(client.country, f"tax_office:{client.code}")
    return NewParty(
        name=client.tax_office,
        country=client.country,
        from_on=on,
        language=client.new.language,
        address={"town": client.new.address["town"]},
        accounts=(Account(iban=iban, holder=client.tax_office),),
    )


def carry_forward(client_id: int, year: int, people: Mapping[str, list[int]], at: datetime) -> None:
    """The result of a year that is over goes to what was retained; two people decide on it."""
    reading = Reading(reader="person", values={"year": Value(str(year), Source("person"))})
    filing = Filing(type="accounting.year_end", key=f"year_end:{year}", reading=reading, channel=CHANNEL, made_by=people[CLERK][0])
    with access.acting(clients=[client_id], person_id=people[CLERK][0], at=at) as actor:
        ((document_id, _),) = cases.file([filing], actor)
    approve(document_id, client_id, people, lambda: at)
    _take_effect(client_id, at + timedelta(minutes=1))


def _take_effect(client_id: int, at: datetime) -> None:
    cases.finish_ready(client_id=client_id, document_ids=None, person_id=None, now=lambda: at)
