"""The house before and after: founded once with two clients and people, and in the end all work done, its trail verified."""

import hashlib
import json
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.chaos import post
from tests.chaos.bank import HOOKS
from tests.chaos.notes import folder

PASSWORD = "Kjh2938-Qwer9x-chaos"


def found(_: str) -> None:
    """Two clients whose suppliers are known and have been booked before, so that most invoices go straight through."""
    from kantor.site.cli.start import ready

    with ready():
        from tests.journeys.office import ROLES

        from kantor.spine import access

        at = datetime.now(UTC)
        for name in ROLES:
            access.create_person(email=f"{name}@office.example", name=name.title(), at=at, password=PASSWORD)
        for place, code in enumerate(post.CLIENTS):
            _take_on(place, code, at)


def _take_on(place: int, code: str, at: datetime) -> None:
    from tests.journeys.office import ROLES, set_limit

    from kantor.departments.accounting import open_books
    from kantor.kit.money import Money
    from kantor.spine import access, parties
    from kantor.words.authority import NewClient

    buyer = post.buyer(place)
    new = NewClient(
        code=code,
        name=buyer.name,
        country="DE",
        currency="EUR",
        language="de",
        chart="skr03",
        from_on=date(at.year, 1, 1),
        vat_id=buyer.vat_id,
        address={"street": "Am Markt 1", "town": "Bremen", "postcode": "28195"},
        own_iban="DE75512108001245126199",
        own_bic="SOLADEST600",
        people=tuple((f"{name}@office.example", role) for name in ROLES for role in ROLES[name]),
    )
    client = access.create_client(new, at=at)
    with access.acting(clients=[client], person_id=None, at=at) as actor:
        open_books(at.date(), actor)
        set_limit(actor, Money.of(post.LIMIT, "EUR"))
        parties.create_parties([_supplier(one, at) for one in range(post.SUPPLIERS)], actor)
    _teach(client, place, at)


def _supplier(place: int, at: datetime) -> object:
    from tests.benchmarks.invoices import account

    from kantor.words.party import Account, NewParty

    seller = post.seller(place)
    return NewParty(
        name=seller.name,
        country="DE",
        from_on=date(at.year - 1, 1, 1),
        address={"street": seller.address.street, "town": seller.address.town, "postcode": seller.address.postcode},
        identifiers=(("vat", seller.vat_id),),
        accounts=(Account(iban=account(place).iban, holder=seller.name),),
        language="de",
        payment_days=10,
    )


def _teach(client: int, place: int, at: datetime) -> None:
    """An invoice of each supplier that Anna books, from which the house learns the accounts."""
    from kantor.channels.door import Door, File, take_in
    from kantor.spine import access, cases

    anna = access.person_by_email("anna@office.example")
    assert anna is not None
    door = Door(channel="folder", person_id=None, client_id=client, fallback_client_id=client, now=lambda: at)
    for outcome in take_in((File(name=f"{number}.xml", data=data) for number, data in _first(place, at.date())), door):
        with access.acting(clients=[client], person_id=anna.id, at=at) as actor:
            cases.save(outcome.document_id, {f"lines.{line}.account": "4930" for line in range(2)}, actor)
            cases.approve(outcome.document_id, actor)
    cases.finish_ready(client_id=client, document_ids=None, person_id=None, now=lambda: at + timedelta(minutes=5))


def _first(client: int, today: date) -> Iterator[tuple[str, bytes]]:
    for one in range(post.SUPPLIERS):
        number = f"ERST-{client}-{one}"
        yield number, post.written(post.draft(number, random.Random(number), client=client, place=one, today=today))


def subscribe(url: str) -> None:
    """One of the clerks has the bank told what takes effect at one client; the other shows that nothing is told of others."""
    from kantor.site.cli.start import ready

    with ready(migrated=False):
        from django.db import connection

        from kantor.channels import hooks
        from kantor.spine import access

        clerk, told = access.person_by_email("anna@office.example"), []
        assert clerk is not None
        for client in access.every_client()[:1]:
            with access.acting(clients=[client], person_id=clerk.id, at=datetime.now(UTC)) as actor, connection.cursor() as cursor:
                hook, secret = hooks.subscribe(url, ["document.took_effect"], actor, to_private=True)
                cursor.execute("SELECT max(id) FROM trail_record WHERE client_id = %s", [client])
                told.append({"id": hook.id, "client": client, "secret": secret, "after": cursor.fetchone()[0]})
    (folder() / HOOKS).write_text(json.dumps(told))


def reckon(told: str) -> None:
    """Do what waits until nothing is left, verify the trail with the command itself, read every original, and write down what was found."""
    from tests.site.command import kantor

    from kantor.site.cli.start import ready

    with ready(migrated=False):
        from kantor.site.working import worker

        failed = worker.run_until_idle()
        verified = kantor("verify-trail", "--seal", "--json")
        reports = [json.loads(line) for line in verified.stdout.splitlines() if line.startswith("{")]
        trouble = repr(verified.exception) if verified.exit_code not in (0, 1) else ""
        found = {"failed": failed, "trail": reports, "trouble": trouble, "broken": list(_broken()), "lost": _lost()}
        Path(told).write_text(json.dumps(found))


def _lost() -> list[str]:
    """What is wrong with the pages that were dealt out."""
    from kantor.site.health import figures

    return figures.lost_pages(datetime.now(UTC))


def _broken() -> Iterator[int]:
    """Documents whose original is missing, or has not the hash that the database names."""
    from django.db import connection

    from kantor.spine import access, documents

    for client in access.every_client():
        with access.acting(clients=[client], person_id=None, at=datetime.now(UTC)), connection.cursor() as cursor:
            cursor.execute("SELECT id FROM documents_document WHERE client_id = %s AND original_id IS NOT NULL", [client])
            for item in documents.known([document for (document,) in cursor.fetchall()]):
                try:
                    if hashlib.sha256(documents.original(item)).hexdigest() != item.sha256:
                        yield item.id
                except OSError:
                    yield item.id
