"""EN 16931: what an invoice must contain (BR-01 to BR-65)."""

from collections.abc import Callable, Iterator

from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.rules.en16931_facts import vat_rate
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at, only_with

REQUIRED = RuleSet("EN16931")
UBL = ("UBL",)
CII = ("CII",)
_CREDIT_TRANSFERS = ("30", "58")

Demand = Callable[[Group], bool]


def stated(*ids: str) -> Demand:
    """At least one of the terms is there and not empty."""
    return lambda group: any(group.text(id) for id in ids)


def present(*ids: str) -> Demand:
    """At least one of the terms is there, be it empty."""
    return lambda group: any(id in group.terms for id in ids)


def holds(id: str) -> Demand:
    """The sub-group is there."""
    return lambda group: id in group.groups


def for_vat(id: str) -> Demand:
    """The VAT category code is there and belongs to the tax VAT."""
    return lambda group: any((term.scheme or "").strip().upper() == "VAT" for term in group.all(id))


def not_negative(id: str, *, needed: bool) -> Demand:
    """The number is not below zero; where it is `needed` it must be there too."""

    def judge(group: Group) -> bool:
        if id not in group.terms:
            return not needed
        number = group.number(id)
        return number is not None and number >= 0

    return judge


def in_order(start: str, end: str) -> Demand:
    """The end date (yyyy-mm-dd) is not before the start date, where both are stated."""
    return lambda group: start not in group.terms or end not in group.terms or group.text(end) >= group.text(start)


def each(path: str, demand: Demand) -> Judge:
    """A judge that asks `demand` of every group at `path`, e.g. "BG-25" or "BG-25 BG-31"."""
    ids = path.split()

    @only_with(*ids[-1:])
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for group in reached(invoice, ids):
            if not demand(group):
                yield at(group, **named(group))

    return judge


def reached(group: Group, ids: list[str]) -> list[Group]:
    """The groups below `group` along the ids."""
    groups = [group]
    for id in ids:
        groups = [below for above in groups for below in above.groups.get(id, ())]
    return groups


def named(group: Group) -> dict[str, str]:
    """Evidence that says which line a group is."""
    return {"line": group.text("BT-126")} if group.id in ("BG-25", "BG-DEX-01") else {}


# Official id, groups the rule holds for ("" is the invoice itself), what each of them must satisfy.
_DEMANDS: tuple[tuple[str, str, Demand], ...] = (
    ("BR-01", "", stated("BT-24")),
    ("BR-02", "", stated("BT-1")),
    ("BR-04", "", stated("BT-3")),
    ("BR-05", "", stated("BT-5")),
    ("BR-12", "", present("BT-106")),
    ("BR-13", "", present("BT-109")),
    ("BR-14", "", present("BT-112")),
    ("BR-15", "", present("BT-115")),
    ("BR-16", "", holds("BG-25")),
    ("BR-18", "BG-11", stated("BT-62")),
    ("BR-19", "BG-11", holds("BG-12")),
    ("BR-20", "BG-11 BG-12", stated("BT-69")),
    ("BR-21", "BG-25", stated("BT-126")),
    ("BR-22", "BG-25", present("BT-129")),
    ("BR-23", "BG-25", present("BT-130")),
    ("BR-24", "BG-25", present("BT-131")),
    ("BR-29", "BG-14", in_order("BT-73", "BT-74")),
    ("BR-30", "BG-25 BG-26", in_order("BT-134", "BT-135")),
    ("BR-31", "BG-20", present("BT-92")),
    ("BR-32", "BG-20", for_vat("BT-95")),
    ("BR-33", "BG-20", present("BT-97", "BT-98")),
    ("BR-36", "BG-21", present("BT-99")),
    ("BR-37", "BG-21", for_vat("BT-102")),
    ("BR-38", "BG-21", present("BT-104", "BT-105")),
    ("BR-41", "BG-25 BG-27", present("BT-136")),
    ("BR-42", "BG-25 BG-27", present("BT-139", "BT-140")),
    ("BR-43", "BG-25 BG-28", present("BT-141")),
    ("BR-44", "BG-25 BG-28", present("BT-144", "BT-145")),
    ("BR-45", "BG-23", present("BT-116")),
    ("BR-46", "BG-23", present("BT-117")),
    ("BR-47", "BG-23", for_vat("BT-118")),
    ("BR-49", "BG-16", present("BT-81")),
    ("BR-54", "BG-25 BG-31 BG-32", lambda group: "BT-160" in group.terms and "BT-161" in group.terms),
    ("BR-CO-19", "BG-14", present("BT-73", "BT-74")),
    ("BR-CO-20", "BG-25 BG-26", present("BT-134", "BT-135")),
    ("BR-CO-21", "BG-20", present("BT-97", "BT-98")),
    ("BR-CO-22", "BG-21", present("BT-104", "BT-105")),
    ("BR-CO-23", "BG-25 BG-27", present("BT-139", "BT-140")),
    ("BR-CO-24", "BG-25 BG-28", present("BT-144", "BT-145")),
)
for _id, _path, _demand in _DEMANDS:
    REQUIRED.add(_id, each(_path, _demand))

# The same where the syntaxes differ: id, groups, demand in UBL, demand in CII.
_DEMANDS_BY_SYNTAX: tuple[tuple[str, str, Demand, Demand], ...] = (
    ("BR-03", "", stated("BT-2"), lambda invoice: any(date.value and date.scheme == "102" for date in invoice.all("BT-2"))),
    ("BR-55", "BG-3", present("BT-25"), stated("BT-25")),
    ("BR-56", "BG-11", present("BT-63"), stated("BT-63")),
    ("BR-57", "BG-13 BG-15", present("BT-80"), stated("BT-80")),
)
for _id, _path, _in_ubl, _in_cii in _DEMANDS_BY_SYNTAX:
    REQUIRED.add(_id, each(_path, _in_ubl), syntaxes=UBL)
    REQUIRED.add(_id, each(_path, _in_cii), syntaxes=CII)


@REQUIRED.rule("BR-52")
@only_with("BG-24", "CII-Tender", "CII-InvoicedObject")
def supporting_documents_are_named(invoice: Invoice) -> Iterator[Breach]:
    """CII writes tender and invoiced object as documents of the same kind, so they need their reference too."""
    for id, term in (("BG-24", "BT-122"), ("CII-Tender", "BT-17"), ("CII-InvoicedObject", "BT-18")):
        for document in invoice.sub(id):
            if not document.text(term):
                yield at(document)


def _below(path: str, demand: Demand) -> Demand:
    """The demand on a part of the group, where a missing part means a missing term."""
    nothing = Group("", "")
    return lambda group: demand(group.one(path) or nothing)


# Terms of parties and lines that the rules demand of the party or the line, wherever below it they stand.
_DEMANDS_BELOW: tuple[tuple[str, str, Demand], ...] = (
    ("BR-06", "", _below("BG-4", stated("BT-27"))),
    ("BR-07", "", _below("BG-7", stated("BT-44"))),
    ("BR-08", "", _below("BG-4", holds("BG-5"))),
    ("BR-10", "", _below("BG-7", holds("BG-8"))),
    ("BR-25", "BG-25", _below("BG-31", stated("BT-153"))),
    ("BR-26", "BG-25", _below("BG-29", present("BT-146"))),
    ("BR-27", "BG-25", _below("BG-29", not_negative("BT-146", needed=True))),
    ("BR-28", "BG-25", _below("BG-29", not_negative("BT-148", needed=False))),
    ("BR-CO-04", "BG-25", lambda line: any(for_vat("BT-151")(tax) for tax in line.sub("BG-30"))),
)
for _id, _path, _demand in _DEMANDS_BELOW:
    REQUIRED.add(_id, each(_path, _demand))
REQUIRED.add("BR-09", each("BG-4 BG-5", stated("BT-40")))
REQUIRED.add("BR-11", each("BG-7 BG-8", stated("BT-55")))


def schemed(path: str, id: str) -> Judge:
    """Every occurrence of the term names the scheme it belongs to."""
    ids = path.split()

    @only_with(id)
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for group in reached(invoice, ids):
            for term in group.terms.get(id, ()):
                if term.scheme is None or (invoice.syntax == "CII" and not term.scheme.strip()):
                    yield at(term, value=term.value)

    return judge


REQUIRED.add("BR-62", schemed("BG-4", "BT-34"))
REQUIRED.add("BR-63", schemed("BG-7", "BT-49"))
REQUIRED.add("BR-64", schemed("BG-25 BG-31", "BT-157"))
REQUIRED.add("BR-65", schemed("BG-25 BG-31", "BT-158"))


@REQUIRED.rule("BR-17", syntaxes=UBL)
@only_with("BG-10")
def payee_is_somebody_else_ubl(invoice: Invoice) -> Iterator[Breach]:
    yield from _payee_differs(invoice, (("BT-59", "BT-28"), ("BT-60", "BT-29"), ("UBL-CreditorID", "UBL-CreditorID")))


@REQUIRED.rule("BR-17", syntaxes=CII)
@only_with("BG-10")
def payee_is_somebody_else_cii(invoice: Invoice) -> Iterator[Breach]:
    yield from _payee_differs(invoice, (("BT-59", "BT-27"), ("BT-60", "BT-29"), ("BT-61", "BT-30")))


def _payee_differs(invoice: Invoice, pairs: tuple[tuple[str, str], ...]) -> Iterator[Breach]:
    """A payee has a name, and neither its name nor its identifiers are the seller's."""
    seller = invoice.one("BG-4") or Group("", "")
    for payee in invoice.sub("BG-10"):
        same = any(term.value == other.value for own, theirs in pairs for term in payee.all(own) for other in seller.all(theirs))
        if same or "BT-59" not in payee.terms:
            yield at(payee, value=payee.text("BT-59"))


@REQUIRED.rule("BR-48")
def breakdown_has_a_rate(invoice: Invoice) -> Iterator[Breach]:
    for group in invoice.sub("BG-23"):
        not_subject = any(term.value == "O" and (term.scheme or "").strip().upper() == "VAT" for term in group.all("BT-118"))
        if not not_subject and vat_rate(group) is None:
            yield at(group, category=group.text("BT-118"))


@REQUIRED.rule("BR-50", syntaxes=UBL)
def credit_transfer_names_the_account(invoice: Invoice) -> Iterator[Breach]:
    yield from _accounts_without(invoice, stated("BT-84"))


@REQUIRED.rule("BR-50", syntaxes=CII)
@REQUIRED.rule("BR-61", syntaxes=CII)
def credit_transfer_has_an_account(invoice: Invoice) -> Iterator[Breach]:
    yield from _accounts_without(invoice, present("BT-84"))


def _accounts_without(invoice: Invoice, demand: Demand) -> Iterator[Breach]:
    for payment in invoice.sub("BG-16"):
        if any(code.value in _CREDIT_TRANSFERS for code in payment.all("BT-81")):
            for account in payment.sub("BG-17"):
                if not demand(account):
                    yield at(account, value=payment.text("BT-81"))


@REQUIRED.rule("BR-61", syntaxes=UBL)
def credit_transfer_needs_an_account(invoice: Invoice) -> Iterator[Breach]:
    for payment in invoice.sub("BG-16"):
        if payment.text("BT-81") in _CREDIT_TRANSFERS and not any(account.has("BT-84") for account in payment.sub("BG-17")):
            yield at(payment, value=payment.text("BT-81"))


@only_with("BT-87")
def card_number_is_shortened(invoice: Invoice) -> Iterator[Breach]:
    """At most the first six and the last four digits may be shown (PCI DSS)."""
    for card in reached(invoice, ["BG-16", "BG-18"]):
        for number in card.all("BT-87"):
            if len(number.value) > 10:
                yield at(number, value=f"…{number.value[-4:]}")


REQUIRED.add("BR-51", card_number_is_shortened, "warning", UBL)
REQUIRED.add("BR-51", card_number_is_shortened, "fatal", CII)


@REQUIRED.rule("BR-53")
@only_with("BT-6")
def accounting_currency_has_its_tax_total(invoice: Invoice) -> Iterator[Breach]:
    for currency in invoice.all("BT-6"):
        totals = (*invoice.all("BT-110"), *invoice.all("BT-111"))
        repeated = invoice.syntax == "CII" and currency.value == invoice.text("BT-5")
        if repeated or not any(total.unit == currency.value for total in totals):
            yield at(currency, currency=currency.value)
