"""Names behind numbers and codes - accounts, suppliers, tax codes - for the form and for suggestions (F4)."""

from collections.abc import Iterable
from typing import NamedTuple

from kantor.countries import law
from kantor.desk.visit import Visit
from kantor.kit.text import fold
from kantor.kit.ui import shown
from kantor.spine import facts, ledger, parties
from kantor.words import Ask, DocumentType, Field, Kind, Reading
from kantor.words.field import row_id

MOST = 12


class Suggestion(NamedTuple):
    """value: what is kept; text: what stands in the field; beside: what helps to choose."""

    value: str
    text: str
    beside: str = ""


def names_for(visit: Visit, type: DocumentType, reading: Reading) -> dict[tuple[str, str], str]:
    """(kind, code) -> name of everything that this reading mentions and a person would want to see named."""
    kinds = {field.kind for field in type.fields} | {column.kind for table in type.tables for column in table.columns}
    found: dict[tuple[str, str], str] = {}
    if Kind.ACCOUNT in kinds:
        found |= {(Kind.ACCOUNT.value, account.number): account.name for account in ledger.accounts(visit.client.id)}
    if Kind.TAX_CODE in kinds:
        found |= {(Kind.TAX_CODE.value, code): _tax_name(visit, code) for code in law(visit.client.country).tax_codes}
    if Kind.PARTY in kinds:
        ids = [party_id for field in type.fields if field.kind is Kind.PARTY and (party_id := row_id(reading.text(field.key)))]
        found |= {(Kind.PARTY.value, str(party_id)): f"{row.number} · {row.name}" for party_id, row in parties.parties(ids).items()}
    return found


def suggestions(visit: Visit, field: Field, wanted: str, reading: Reading) -> list[Suggestion]:
    """The likeliest values of a field for what is typed so far; history and what the document itself says come first."""
    kind = field.kind
    if kind is Kind.PARTY:
        rows = parties.search(wanted or reading.text("supplier_name"), role=field.role, at_most=MOST)
        return [Suggestion(str(row.id), f"{row.number} · {row.name}", row.country) for row in rows]
    if kind is Kind.ACCOUNT:
        used = dict.fromkeys(row["account"].text for row in reading.rows("lines") if "account" in row and row["account"].text)
        chart = {account.number: account.name for account in ledger.accounts(visit.client.id) if account.closed_on is None}
        return _matching([Suggestion(number, number, chart.get(number, "")) for number in dict.fromkeys([*used, *chart])], wanted)
    if kind is Kind.TAX_CODE:
        return _matching([Suggestion(code, code, _tax_name(visit, code)) for code in law(visit.client.country).tax_codes], wanted)
    said = {text: Suggestion(text, text) for text in _said(reading, kind)}
    if kind is Kind.COST_CENTRE:
        said |= {one["code"]: Suggestion(one["code"], one["code"], one["name"]) for one in _centres(visit)}
    return _matching(list(said.values()), wanted)


def _centres(visit: Visit) -> list[dict[str, str]]:
    """The cost centres that the client keeps; none where it writes codes as it likes."""
    ask = Ask("accounting.cost_centres", ("cost_centre",))
    found: list[dict[str, str]] = facts.ask([ask], visit.today)[ask] or []
    return found


def found_again(value: str, wanted: str) -> bool:
    """Whether a value still fits what is typed so far."""
    return fold(value).startswith(fold(wanted))


def name_of(visit: Visit, kind: Kind, value: str) -> str:
    """What stands in the field for a value: a business partner by number and name, everything else as it is."""
    party_id = row_id(value) if kind is Kind.PARTY else None
    party = parties.party(party_id) if party_id else None
    return f"{party.number} · {party.name}" if party else value


def _said(reading: Reading, kind: Kind) -> Iterable[str]:
    """Values of this kind that the document itself has in other rows."""
    key = {Kind.COST_CENTRE: "cost_centre"}.get(kind)
    if key is None:
        return ()
    return dict.fromkeys(row[key].text for row in reading.rows("lines") if key in row and row[key].text)


def _matching(all_of: list[Suggestion], wanted: str) -> list[Suggestion]:
    """Those whose value begins with what is wanted, then those whose name contains it."""
    plain = fold(wanted)
    first = [one for one in all_of if fold(one.value).startswith(plain)]
    second = [one for one in all_of if one not in first and plain in fold(one.beside)] if len(first) < MOST else []
    return (first + second)[:MOST]


def _tax_name(visit: Visit, code: str) -> str:
    tax = law(visit.client.country).tax_codes[code]
    return tax.name_en if shown.language() == "en" else tax.name_local
