"""The letter by which a customer is told that a direct debit comes: when, how much, by which mandate and of whom (EPC016-06, 4.1)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.countries import address_lines, write_date
from kantor.departments.treasury.mandate_parts import Collection
from kantor.kit.money import Money
from kantor.kit.say import say
from kantor.words import Letter, Refusal, Verified

TEMPLATE = "treasury.letter.collection"
SHOWN = 4
"""Last signs of the account that the letter shows; whose it is knows the rest."""
Item = Mapping[str, Any]


def letters(verified: Verified, collections: Sequence[tuple[Collection, Item]], on: date) -> Iterator[Letter]:
    """One to each customer, in the language of the customer, with all that is collected from him on that day. Pure. Refusal where the check
    does not say whom to tell."""
    of_debtor: dict[tuple[int, str], list[tuple[Collection, Item]]] = defaultdict(list)
    for collection, item in collections:
        if "debtor" not in item:  # checked by a release that told nobody: checking once more says whom
            raise Refusal("treasury.collection_run.checked_before", document_id=verified.document_id)
        of_debtor[int(item["debtor"]["id"]), collection.creditor_id].append((collection, item))
    for (party_id, creditor_id), own in of_debtor.items():
        debtor = own[0][1]["debtor"]
        language = str(debtor["language"])
        total = sum((collection.amount.amount for collection, _ in own), Decimal(0))
        values = {
            "customer": str(debtor["name"]),
            "client": str(verified.client["name"]),
            "items": "\n".join(_line(collection, language) for collection, _ in own),
            "total": Money(total, own[0][0].amount.currency).format(language),
            "on": write_date(on, language),
            "creditor_id": creditor_id,
        }
        yield Letter(
            key=f"collection:{verified.document_id}:{party_id}:{creditor_id}",
            party_id=party_id,
            recipient=str(debtor["name"]),
            address="\n".join(address_lines(**debtor["address"], country=debtor["country"])),
            email=str(debtor["email"]),
            language=language,
            template=TEMPLATE,
            values=values,
            decided=True,
            stands_alone=True,
        )


def _line(collection: Collection, language: str) -> str:
    told = {
        "reference": collection.remittance,
        "amount": collection.amount.format(language),
        "mandate": collection.mandate,
        "account": f"…{collection.iban[-SHOWN:]}",
    }
    return say("treasury.letter.collected", language, told)
