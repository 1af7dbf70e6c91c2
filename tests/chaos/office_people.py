"""People whose work causes what leaves the house and what lies in it: payment runs, letters, orders, goods receipts and reversals."""

import random
import time
from datetime import timedelta
from itertools import count
from typing import Any

from tests.chaos.notes import folder, note, noted

ARTICLES = 3


def work(seed: str) -> None:
    """One thing after the other; what the house refuses or cannot do now is left for another time."""
    from kantor.site.cli.start import ready

    with ready(migrated=False):
        office = _Office(int(seed))
        for number in count(sum(1 for _ in noted(folder(), "begun"))):
            note("begun", number=number)
            office.do(number)
            time.sleep(0.15)


class _Office:
    """Anna begins, Bert decides, for one client after the other."""

    def __init__(self, seed: int) -> None:
        from kantor.site.cli.start import say
        from kantor.spine import access

        self.seed, self.say = seed, say
        people = (access.person_by_email(f"{name}@office.example") for name in ("anna", "bert"))
        self.anna, self.bert = (person.id for person in people if person)
        self.clients = list(access.every_client())

    def do(self, number: int) -> None:
        from django.db import DatabaseError, InterfaceError, connections

        from kantor.words import Refusal

        chance = random.Random(f"office {self.seed} {number}")
        client = chance.choice(self.clients)
        try:
            (self.pay, self.order, self.receive, self.receive, self.send_back, self.reverse)[number % 6](client, number, chance)
        except Refusal as refusal:
            self.say(f"refused: {refusal}")
        except (DatabaseError, InterfaceError, OSError) as error:
            self.say(f"trouble: {error}")
            connections.close_all()
            time.sleep(0.5)

    def acting(self, client: int, person: int | None) -> Any:
        from tests.chaos.start import now

        from kantor.spine import access

        return access.acting(clients=[client], person_id=person, at=now())

    def file(self, client: int, key: str, type: str, values: dict[str, str], lines: list[dict[str, str]], by: int | None) -> int:
        """File a document of the desk; the same key again is the same document."""
        from tests.journeys.office import reading_of

        from kantor.spine import cases
        from kantor.spine.documents import Filing

        filing = Filing(type=type, key=key, reading=reading_of(values, {"lines": lines} if lines else {}), channel="desk", made_by=by)
        with self.acting(client, by) as actor:
            ((document, _),) = cases.file([filing], actor)
        note("filed", client=client, key=key, document=document)
        return document

    def approve(self, client: int, document: int) -> None:
        from kantor.spine import cases

        with self.acting(client, self.bert) as actor:
            cases.approve(document, actor)

    def pay(self, client: int, number: int, chance: random.Random) -> None:
        from kantor.departments.treasury.proposing import propose

        with self.acting(client, self.anna) as actor:
            run = propose(actor, execute_on=actor.at.date() + timedelta(days=1))
        if run is not None:
            self.approve(client, run)

    def order(self, client: int, number: int, chance: random.Random) -> None:
        article = chance.randrange(ARTICLES)
        values = {
            "order_number": f"B-{self.seed}-{number}",
            "supplier_id": str(self.supplier(client)),
            "ordered_on": self.today,
            "currency": "EUR",
        }
        line = {"line": "1", "article": f"KP-{article}", "name": "Kopierpapier", "quantity": "500", "unit": "H87", "price": "4.35"}
        self.file(client, f"order:{self.seed}:{number}", "purchasing.purchase_order", values, [line | {"clearing": "yes"}], None)

    def receive(self, client: int, number: int, chance: random.Random) -> None:
        """Some of an order that has taken effect has come."""
        order = self.one(client, "purchasing.purchase_order", "effective", chance)
        if order:
            values = {"number": f"R-{self.seed}-{number}", "received_on": self.today, "order_number": order[1]}
            line = {"line": "1", "quantity": str(chance.randrange(1, 9))}
            self.file(client, f"receipt:{self.seed}:{number}", "purchasing.goods_receipt", values, [line], None)

    def reverse(self, client: int, number: int, chance: random.Random) -> None:
        receipt = self.one(client, "purchasing.goods_receipt", "effective", chance)
        if receipt:
            values = {"document": str(receipt[0]), "booked_on": self.today, "reason": "wrong"}
            filed = self.file(client, f"reversal:{receipt[0]}", "office.reversal", values, [], self.anna)
            self.approve(client, filed)

    def send_back(self, client: int, number: int, chance: random.Random) -> None:
        """An invoice of a stranger goes back with a letter that Bert lets go."""
        from django.db import connection

        from kantor.desk.verify.reasons import letter_for
        from kantor.spine import cases, documents

        found = self.one(client, "payables.supplier_invoice", "waiting", chance)
        if found and found[2] is None:
            with self.acting(client, self.anna) as actor:
                cases.close_without_effect(found[0], "sent_back", "wrong", actor, letter_for(found[0], ["wrong_buyer"], "", actor))
            note("sent_back", client=client, document=found[0])
        with self.acting(client, self.bert) as actor, connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM documents_outbox WHERE client_id = %s AND state = 'draft' AND written_by = %s", [client, self.anna]
            )
            for (letter,) in cursor.fetchall():
                documents.approve_letter(letter, actor)

    def one(self, client: int, type: str, state: str, chance: random.Random) -> tuple[int, str, int | None] | None:
        from django.db import connection

        with self.acting(client, None), connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, number, party_id FROM documents_document WHERE client_id = %s AND type = %s AND state = %s"
                " ORDER BY id DESC LIMIT 30",
                [client, type, state],
            )
            rows = cursor.fetchall()
        return chance.choice(rows) if rows else None

    def supplier(self, client: int) -> int:
        from django.db import connection

        with self.acting(client, None), connection.cursor() as cursor:
            cursor.execute("SELECT min(id) FROM parties_party WHERE client_id = %s", [client])
            return int(cursor.fetchone()[0])

    @property
    def today(self) -> str:
        from tests.chaos.start import now

        return now().date().isoformat()
