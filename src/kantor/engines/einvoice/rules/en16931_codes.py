"""EN 16931: codes and identification schemes come from the official lists (BR-CL-*)."""

import re
from collections.abc import Iterable, Iterator

from kantor.engines.einvoice.codes import codes
from kantor.engines.einvoice.model import Group, Invoice, Term
from kantor.engines.einvoice.rules.en16931_facts import facts
from kantor.engines.einvoice.rules.en16931_required import reached
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at, only_with

CODES = RuleSet("EN16931")
UBL = ("UBL",)
CII = ("CII",)

# Groups that hold a term, by path from the invoice; a path that begins with BG-25 is followed from sub lines too.
# The path "*" stands for every group of the invoice.
Places = tuple[tuple[str, tuple[str, ...]], ...]

_PARTIES_WITH_COUNTRY: Places = (
    ("BG-4 BG-5", ("BT-40",)),
    ("BG-7 BG-8", ("BT-55",)),
    ("BG-11 BG-12", ("BT-69",)),
    ("BG-13 BG-15", ("BT-80",)),
    ("*", ("UBL-ElsewhereCountry",)),
)


def terms(invoice: Invoice, places: Iterable[tuple[list[str], tuple[str, ...]]]) -> Iterator[Term]:
    """Every term of the places."""
    for path, ids in places:
        for group in _groups(invoice, path):
            held = group.terms
            for id in ids:
                if id in held:
                    yield from held[id]


def _groups(invoice: Invoice, path: list[str]) -> Iterable[Group]:
    if not path:
        return (invoice,)
    if path[0] == "*":
        return invoice.once(_with_odd_codes)
    if path[0] != "BG-25":
        return reached(invoice, path)
    lines = facts(invoice).all_lines
    return lines if len(path) == 1 else [group for line in lines for group in reached(line, path[1:])]


def _with_odd_codes(invoice: Invoice) -> list[Group]:
    """The groups that hold codes or amounts without a business term; next to none in most invoices."""
    return [group for group in invoice.walk() if any(id.startswith(("UBL-Elsewhere", "UBL-Exemption")) for id in group.terms)]


def listed(rule: str, places: Places, *, upper: bool = False) -> Judge:
    """Each value is a code of the rule's list."""
    split = [(path.split(), ids) for path, ids in places]

    @only_with(*(id for _, ids in places for id in ids))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        allowed = codes(rule, invoice.syntax)
        for term in terms(invoice, split):
            if (term.value.upper() if upper else term.value) not in allowed:
                yield at(term, value=term.value)

    return judge


def scheme_listed(rule: str, places: Places) -> Judge:
    """Each identification scheme that is stated is one of the rule's list."""
    split = [(path.split(), ids) for path, ids in places]

    @only_with(*(id for _, ids in places for id in ids))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        allowed = codes(rule, invoice.syntax)
        for term in terms(invoice, split):
            if term.scheme is not None and term.scheme.strip() not in allowed:
                yield at(term, value=term.scheme, identifier=term.value)

    return judge


def unit_listed(rule: str, places: Places, *, needed: bool) -> Judge:
    """Each currency (of an amount) or media type (of an attachment) is one of the rule's list; `needed`: none is a breach as well."""
    split = [(path.split(), ids) for path, ids in places]

    @only_with(*(id for _, ids in places for id in ids))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        allowed = codes(rule, invoice.syntax)
        for term in terms(invoice, split):
            if (term.unit or "").strip() not in allowed and (needed or term.unit is not None):
                yield at(term, value=term.unit or "–")

    return judge


AMOUNTS: Places = (
    ("", ("BT-106", "BT-107", "BT-108", "BT-109", "BT-112", "BT-113", "BT-114", "BT-115")),
    ("UBL-TaxTotal", ("UBL-TaxAmount",)),
    ("BG-20", ("BT-92", "BT-93")),
    ("BG-21", ("BT-99", "BT-100")),
    ("UBL-AllowanceCharge", ("BT-92", "BT-93")),
    ("BG-23", ("BT-116", "BT-117")),
    ("BG-25", ("BT-131",)),
    ("BG-25 BG-27", ("BT-136", "BT-137")),
    ("BG-25 BG-28", ("BT-141", "BT-142")),
    ("BG-25 UBL-AllowanceCharge", ("BT-136", "BT-137")),
    ("*", ("UBL-ElsewhereAmount",)),
)
_PRICES: Places = (("BG-25 BG-29", ("BT-146", "BT-147", "BT-148")),)
_CATEGORIES: Places = (
    ("BG-20", ("BT-95",)),
    ("BG-21", ("BT-102",)),
    ("UBL-AllowanceCharge", ("BT-95",)),
    ("BG-25 BG-27", ("UBL-LineAllowanceCategory",)),
    ("BG-25 BG-28", ("UBL-LineChargeCategory",)),
    ("*", ("UBL-ElsewhereCategory",)),
)
_BREAKDOWN: Places = (("BG-23", ("BT-118",)),)
_ITEMS: Places = (("BG-25 BG-30", ("BT-151",)),)

CODES.add("BR-CL-03", unit_listed("BR-CL-03", AMOUNTS + _PRICES, needed=True), syntaxes=UBL)
CODES.add("BR-CL-03", unit_listed("BR-CL-03", (("", ("BT-110", "BT-111", "CII-TaxTotalAmount")),), needed=False), syntaxes=CII)
CODES.add("BR-CL-04", listed("BR-CL-04", (("", ("BT-5",)),)))
CODES.add("BR-CL-05", listed("BR-CL-05", (("", ("BT-6",)),)))
CODES.add("BR-CL-06", listed("BR-CL-06", (("", ("BT-8",)),)))
CODES.add("BR-CL-07", scheme_listed("BR-CL-07", (("", ("BT-18",)), ("BG-25", ("BT-128",)))))
CODES.add(
    "BR-CL-10",
    scheme_listed(
        "BR-CL-10",
        (
            ("BG-4", ("BT-29",)),
            ("BG-7", ("BT-46",)),
            ("BG-10", ("BT-60",)),
            ("BG-11", ("UBL-RepresentativeID",)),
            ("*", ("UBL-ElsewhereParty",)),
        ),
    ),
)
CODES.add(
    "BR-CL-11",
    scheme_listed("BR-CL-11", (("BG-4", ("BT-30",)), ("BG-7", ("BT-47",)), ("BG-10", ("BT-61",)), ("*", ("UBL-ElsewhereCompany",)))),
)
CODES.add("BR-CL-13", scheme_listed("BR-CL-13", (("BG-25 BG-31", ("BT-158",)),)))
CODES.add("BR-CL-14", listed("BR-CL-14", _PARTIES_WITH_COUNTRY))
CODES.add("BR-CL-15", listed("BR-CL-15", (("BG-25 BG-31", ("BT-159",)),)))
CODES.add("BR-CL-16", listed("BR-CL-16", (("BG-16", ("BT-81",)),)))
CODES.add("BR-CL-17", listed("BR-CL-17", _CATEGORIES + _BREAKDOWN), syntaxes=UBL)
CODES.add("BR-CL-18", listed("BR-CL-18", _ITEMS), syntaxes=UBL)
CODES.add("BR-CL-17", listed("BR-CL-17", _CATEGORIES), syntaxes=CII)
CODES.add("BR-CL-18", listed("BR-CL-18", _BREAKDOWN + _ITEMS), syntaxes=CII)
CODES.add("BR-CL-19", listed("BR-CL-19", (("BG-20", ("BT-98",)), ("BG-25 BG-27", ("BT-140",)))))
CODES.add("BR-CL-20", listed("BR-CL-20", (("BG-21", ("BT-105",)), ("BG-25 BG-28", ("BT-145",)))))
CODES.add("BR-CL-21", scheme_listed("BR-CL-21", (("BG-25 BG-31", ("BT-157",)),)))
CODES.add("BR-CL-22", listed("BR-CL-22", (("BG-23", ("BT-121",)), ("*", ("UBL-ExemptionCode", "UBL-ElsewhereExemptionCode"))), upper=True))
CODES.add("BR-CL-23", listed("BR-CL-23", (("BG-25", ("BT-130",)), ("BG-25 BG-29", ("BT-150",)))))
CODES.add("BR-CL-24", unit_listed("BR-CL-24", (("BG-24", ("BT-125",)),), needed=False))
CODES.add("BR-CL-25", scheme_listed("BR-CL-25", (("BG-4", ("BT-34",)), ("BG-7", ("BT-49",)), ("*", ("UBL-ElsewhereEndpoint",)))))
CODES.add("BR-CL-26", scheme_listed("BR-CL-26", (("BG-13", ("BT-71",)),)))


@CODES.rule("BR-CL-01", syntaxes=UBL)
def document_type_ubl(invoice: Invoice) -> Iterator[Breach]:
    """UBL has a document of its own for credit notes, and so two lists."""
    allowed = codes("BR-CL-01", "CreditNote" if invoice.kind == "CreditNote" else "Invoice")
    for term in invoice.all("BT-3"):
        if term.value not in allowed:
            yield at(term, value=term.value)


CODES.add("BR-CL-01", listed("BR-CL-01", (("", ("BT-3",)),)), syntaxes=CII)
CODES.add("BR-CL-08", listed("BR-CL-08", (("BG-1", ("BT-21",)),)), syntaxes=CII)

# Any three characters between the first two hashes of a note count as its subject code, wherever they stand.
_SUBJECT = re.compile(r"[^#]*#([^#]{3})#", re.DOTALL)


@CODES.rule("BR-CL-08", syntaxes=UBL)
@only_with("BG-1")
def note_subject_ubl(invoice: Invoice) -> Iterator[Breach]:
    allowed = codes("BR-CL-08", "UBL")
    for note in invoice.sub("BG-1"):
        code = note.text("BT-21")
        if not code:
            found = _SUBJECT.match(note.text("BT-22"))
            code = found[1] if found else ""
        if code and code not in allowed:
            yield at(note, value=code)
