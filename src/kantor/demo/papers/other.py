"""Made-up papers that are no invoices: orders, delivery notes, reminders, statements, complaints, applications, contracts, letters."""

import random
from datetime import timedelta
from typing import Any

from kantor.demo.papers.deal import Deal, Paper, deal
from kantor.demo.papers.parties import table
from kantor.demo.papers.writing import digits, document_number

KINDS = ("order", "delivery_note", "reminder", "bank_statement", "payroll_request", "complaint", "application", "contract", "letter")
TABLED = frozenset({"order", "delivery_note", "bank_statement"})
TRAINED, TUNED, TRIED = "trained", "tuned", "tried"
"""Wordings. Of a kind's subjects the last two and of its sentences the last four are kept from training: half of them are for finding a
threshold, half for the report."""


def other(name: str, kind: str, language: str, style: dict[str, Any], chance: random.Random) -> Paper:
    """A paper of such a kind, in the wording that its name begins with."""
    one = deal(language, chance)
    titles, says = _wording(name.partition("-")[0], kind, language)
    number = document_number(language, one.issued_on, chance)
    day = one.hand.write_day(one.issued_on + timedelta(days=chance.randint(-30, 30)))
    filled = [text.replace("{n}", number).replace("{d}", day) for text in (chance.choice(titles), *says)]
    body = chance.sample(filled[1:], chance.randint(min(2, len(says)), min(6, len(says))))
    names = table("invoices")[language]
    content: dict[str, Any] = {
        "style": {
            **style,
            "meta": "lines" if style["meta"] == "boxed" else style["meta"],
            "head": "two" if style["head"] == "form" else style["head"],
        },
        "language": language,
        "title": filled[0],
        "brand": one.seller.name,
        "meta": [[chance.choice(names["issued"]), one.hand.write_day(one.issued_on)]],
        "sender": [one.seller.name, one.seller.street, one.seller.town],
        "recipient": [one.buyer.name, one.buyer.street, one.buyer.town],
        "sender_label": "",
        "recipient_label": "",
        "footer": [[one.seller.name, one.seller.street], [one.seller.phone, one.seller.web]] if style["footer"] != "none" else [],
        "bank": [],
        "before": body if kind not in TABLED else body[:1],
        "tables": [_table(one, kind, names, chance)] if kind in TABLED else [],
        "totals": _totals(one, kind, names, chance),
        "breakdown": {"columns": [], "rows": []},
        "after": body[1:] if kind in TABLED else [],
    }
    return Paper(name=name, type=kind, language=language, layout=f"{style['head']}-{style['meta']}", truth={}, lines=(), content=content)


def _wording(wording: str, kind: str, language: str) -> tuple[list[str], list[str]]:
    """The subjects and the sentences of which a paper is made."""
    said, more = (table(name)[kind][language] for name in ("letters", "more_letters"))
    titles = {TRAINED: said["titles"][:-2] + more["titles"], TUNED: said["titles"][-2:-1], TRIED: said["titles"][-1:]}[wording]
    says = {TRAINED: said["says"][:-4] + more["says"], TUNED: said["says"][-4:-2], TRIED: said["says"][-2:]}[wording]
    return titles, says


def _table(one: Deal, kind: str, names: dict[str, list[str]], chance: random.Random) -> dict[str, Any]:
    own = one.hand
    if kind == "bank_statement":
        heads = [("issued", False), ("name", True), ("line", False)]
        rows = [[own.write_day(one.issued_on), f"{item.name} {digits(chance, 6)}", own.number(item.net)] for item in one.items]
    elif kind == "order":
        heads = [("name", True), ("quantity", False), ("price", False)]
        rows = [[item.name, own.quantity(item.quantity), own.number(item.price)] for item in one.items]
    else:
        heads = [("name", True), ("quantity", False), ("unit", False)]
        rows = [[item.name, own.quantity(item.quantity), item.unit] for item in one.items]
    columns = [{"title": chance.choice(names[key]), "right": not wide, "wide": wide} for key, wide in heads]
    return {"columns": columns, "rows": rows}


def _totals(one: Deal, kind: str, names: dict[str, list[str]], chance: random.Random) -> list[list[Any]]:
    """A sum on orders and reminders, as there is one on invoices."""
    if kind not in ("order", "reminder") or chance.random() < 0.4:
        return []
    return [[chance.choice(names["gross"]), one.hand.amount(one.net + one.vat), True]]
