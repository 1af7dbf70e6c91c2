"""Where the parties stand on a made-up paper, and where the seller's bank account and tax numbers do."""

import random
from typing import Any

from kantor.demo.papers import besides
from kantor.demo.papers.deal import Deal
from kantor.demo.papers.parties import Party
from kantor.demo.papers.sayings import Sayings
from kantor.demo.papers.writing import digits, written_iban, written_vat_id

_BESIDE_THE_DATE = ("right", "stacked", "left")


def of(one: Deal, say: Sayings, style: dict[str, Any], *, chance: random.Random, truth: dict[str, str]) -> dict[str, Any]:
    """The parts of the paper's content that say who sells and who buys; what they say is added to the truth."""
    seller, buyer = one.seller, one.buyer
    vat = [f"{say('vat_id')} {written_vat_id(seller.vat_id, chance)}"]
    tax = [f"{say('tax_number')} {seller.tax_number}"] if one.hand.language == "de" and chance.random() < 0.5 else []
    bank = _bank(one, say, chance, truth)
    truth["supplier_vat_id"] = "" if seller.country == "GB" else seller.vat_id
    truth["supplier_tax_number"] = seller.tax_number if tax else ""
    truth["supplier_address"] = f"{seller.street}, {seller.town}"
    has_footer = style["footer"] != "none"
    sender = [seller.name, seller.street, seller.town, *([] if has_footer and chance.random() < 0.85 else [*vat, *tax])]
    if style["head"] == "letter" and not has_footer and style["meta"] in _BESIDE_THE_DATE:
        sender, bank = sender[:3], [*bank, *vat, *tax, seller.name]
    recipient, theirs = [buyer.name, buyer.street, buyer.town], ""
    if chance.random() < 0.45:
        theirs = f"{say('your_vat_id')} {written_vat_id(buyer.vat_id, chance)}"
        recipient.append(theirs)
        truth["buyer_vat_id"] = buyer.vat_id if buyer.country != "GB" else ""
    has_labels = style["head"] != "letter" and (style["head"] != "top" or chance.random() < 0.5)
    labels = (say("sender"), say("recipient")) if has_labels else ("", "")
    return {
        "sender": sender,
        "recipient": recipient,
        "sender_label": labels[0],
        "recipient_label": labels[1],
        "sender_form": _form(seller, [*vat, *tax], say, chance) if style["head"] == "form" else [],
        "recipient_form": _form(buyer, [theirs] if theirs else [], say, chance) if style["head"] == "form" else [],
        "footer": _footer(one, say, chance, bank, [*vat, *tax]) if has_footer else [],
        "bank": [] if has_footer else bank,
    }


def _bank(one: Deal, say: Sayings, chance: random.Random, truth: dict[str, str]) -> list[str]:
    seller = one.seller
    number = written_iban(seller.iban, one.hand.language, chance) if seller.iban else seller.account
    bic = [f"{say('bic')} {seller.bic}"] if chance.random() < 0.8 else []
    truth["iban"], truth["bic"] = seller.iban, seller.bic if bic else ""
    return [f"{say('bank')}: {seller.bank}", f"{say('iban')} {number}", *bic]


def _footer(one: Deal, say: Sayings, chance: random.Random, bank: list[str], numbers: list[str]) -> list[list[str]]:
    seller = one.seller
    contact = [f"{say('phone')} {seller.phone}", seller.web, f"info@{seller.web.removeprefix('www.')}"]
    registered = [f"{say('register')} {digits(chance, 5)}", *besides.capital(one, say, chance)]
    address = [seller.name, seller.street, seller.town]
    if chance.random() < 0.5:
        return [address, bank, numbers, [*contact, *registered[1:]]]
    return [address, contact, bank, [*numbers, *registered]]


def _form(who: Party, numbers: list[str], say: Sayings, chance: random.Random) -> list[list[str]]:
    """A party as a form has it: what each line is stands before it."""
    rows = [[say("form_name"), who.name], [say("form_address"), who.street], ["", who.town]]
    if chance.random() < 0.6:
        rows.insert(0, [say("form_number"), digits(chance, chance.randint(4, 7))])
    return [*rows, *(_parted(text) for text in numbers)]


def _parted(text: str) -> list[str]:
    """A label and its value: the value begins with the first word that has a figure."""
    words = text.split()
    first = next((place for place, word in enumerate(words) if any(sign.isdigit() for sign in word)), 1)
    return [" ".join(words[:first]), " ".join(words[first:])]
