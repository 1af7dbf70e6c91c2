"""EN 16931-3-2: how often a term may occur in UBL (UBL-SR-*) and which attributes it carries (UBL-DT-*)."""

from collections.abc import Iterator

from kantor.engines.einvoice.model import Group, Invoice, Term
from kantor.engines.einvoice.readers.ubl_shapes import FOREIGN_ATTRIBUTES
from kantor.engines.einvoice.rules.en16931_facts import facts
from kantor.engines.einvoice.rules.en16931_required import reached
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at, only_with, twice

STRUCTURE = RuleSet("EN16931")
UBL = ("UBL",)

# Official id, the group within which a term is counted, the term, how often it may occur.
_LIMITS = (
    ("UBL-SR-01", "", "BT-12", 1),
    ("UBL-SR-02", "", "BT-15", 1),
    ("UBL-SR-03", "", "BT-16", 1),
    ("UBL-SR-04", "", "BT-18", 1),
    ("UBL-SR-05", "", "BT-20", 1),
    ("UBL-SR-09", "BG-4", "BT-27", 1),
    ("UBL-SR-10", "BG-4", "BT-28", 1),
    ("UBL-SR-11", "BG-4", "BT-30", 1),
    ("UBL-SR-12", "BG-4", "BT-31", 1),
    ("UBL-SR-13", "BG-4", "BT-32", 1),
    ("UBL-SR-14", "BG-4", "BT-33", 1),
    ("UBL-SR-15", "BG-7", "BT-44", 1),
    ("UBL-SR-16", "BG-7", "BT-46", 1),
    ("UBL-SR-17", "BG-7", "BT-47", 1),
    ("UBL-SR-18", "BG-7", "BT-48", 1),
    ("UBL-SR-22", "BG-11", "BT-62", 1),
    ("UBL-SR-23", "BG-11", "BT-63", 1),
    ("UBL-SR-25", "BG-13", "BT-70", 1),
    ("UBL-SR-26", "BG-16", "BT-83", 1),
    ("UBL-SR-27", "BG-16", "BT-81", 1),
    ("UBL-SR-28", "BG-16 BG-19", "BT-89", 1),
    ("UBL-SR-32", "BG-23", "BT-120", 1),
    ("UBL-SR-33", "BG-24", "BT-123", 1),
    ("UBL-SR-34", "BG-25", "BT-127", 1),
    ("UBL-SR-35", "BG-25", "BT-132", 1),
    ("UBL-SR-37", "BG-25 BG-29", "BT-147", 1),
    ("UBL-SR-39", "", "BT-11", 1),
    ("UBL-SR-40", "BG-7", "BT-45", 1),
    ("UBL-SR-42", "BG-4", "UBL-PartyTaxScheme", 2),
    ("UBL-SR-49", "", "BT-8", 1),
    ("UBL-SR-50", "BG-25 BG-31", "BT-154", 1),
)


def at_most(path: str, id: str, limit: int) -> Judge:
    ids = path.split()

    @only_with(twice(id))
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for group in reached(invoice, ids):
            found = group.terms.get(id, ())
            if len(found) > limit:
                yield at(found[limit], term=id, count=str(len(found)), limit=str(limit))

    return judge


for _id, _path, _term, _limit in _LIMITS:
    STRUCTURE.add(_id, at_most(_path, _term, _limit), syntaxes=UBL)


def _repeated_element(terms: list[Term], groups: list[Group], name: str) -> Iterator[Breach]:
    """A second occurrence of an element is seen in the paths of what stands in it."""
    second = f"{name}[2]"
    place: Group | Term | None = next((term for term in terms if second in term.path), None)
    place = place or next((group for group in groups if second in group.path), None)
    if place:
        yield at(place, count="2", limit="1")


@STRUCTURE.rule("UBL-SR-06", syntaxes=UBL)
@only_with("BG-3")
def one_preceding_invoice_in_a_reference(invoice: Invoice) -> Iterator[Breach]:
    yield from _repeated_element([], invoice.sub("BG-3"), "cac:InvoiceDocumentReference")


@STRUCTURE.rule("UBL-SR-07", syntaxes=UBL)
@only_with("BG-3")
def a_preceding_reference_names_an_invoice(invoice: Invoice) -> Iterator[Breach]:
    for reference in invoice.sub("BG-3"):
        if "BT-25" not in reference.terms:
            yield at(reference)


@STRUCTURE.rule("UBL-SR-08", syntaxes=UBL)
@only_with("BT-8", "BG-14")
def one_invoicing_period(invoice: Invoice) -> Iterator[Breach]:
    yield from _repeated_element(invoice.all("BT-8"), invoice.sub("BG-14"), "cac:InvoicePeriod")


@STRUCTURE.rule("UBL-SR-36", syntaxes=UBL)
@only_with("BG-26")
def one_line_period(invoice: Invoice) -> Iterator[Breach]:
    for line in invoice.sub("BG-25"):
        yield from _repeated_element([], line.sub("BG-26"), "cac:InvoicePeriod")


@STRUCTURE.rule("UBL-SR-52", syntaxes=UBL)
@only_with("BT-128", "UBL-LineDocument")
def one_object_of_a_line(invoice: Invoice) -> Iterator[Breach]:
    for line in invoice.sub("BG-25"):
        yield from _repeated_element(line.all("BT-128") + line.all("UBL-LineDocument"), [], "cac:DocumentReference")


def payee_within(id: str) -> Judge:
    """The term occurs once at most, and the payee's name is not that of the seller (both of which must be known)."""

    @only_with("BG-10")
    def judge(invoice: Invoice) -> Iterator[Breach]:
        seller = invoice.one("BG-4") or Group("", "")
        for payee in invoice.sub("BG-10"):
            differs = any(name.value != other.value for name in payee.all("BT-59") for other in seller.all("BT-27"))
            if len(payee.all(id)) > 1 or not differs:
                yield at(payee, term=id, value=payee.text("BT-59"))

    return judge


STRUCTURE.add("UBL-SR-19", payee_within("BT-59"), syntaxes=UBL)
STRUCTURE.add("UBL-SR-20", payee_within("BT-60"), syntaxes=UBL)
STRUCTURE.add("UBL-SR-21", payee_within("BT-61"), syntaxes=UBL)


@STRUCTURE.rule("UBL-SR-24", syntaxes=UBL)
@only_with("BG-13")
def one_delivery(invoice: Invoice) -> Iterator[Breach]:
    for delivery in invoice.sub("BG-13")[1:2]:
        yield at(delivery, count=str(len(invoice.sub("BG-13"))), limit="1")


@STRUCTURE.rule("UBL-SR-29", syntaxes=UBL)
@only_with("UBL-CreditorID")
def one_creditor_identifier(invoice: Invoice) -> Iterator[Breach]:
    found = [term for party in (*invoice.sub("BG-4"), *invoice.sub("BG-10")) for term in party.all("UBL-CreditorID")]
    for term in found[1:2]:
        yield at(term, term="BT-90", count=str(len(found)), limit="1")


def _reasons(invoice: Invoice, doc: tuple[str, str], line: tuple[str, str]) -> Iterator[Breach]:
    held = [(group, doc[1]) for group in invoice.sub(doc[0])]
    held += [(group, line[1]) for item in facts(invoice).all_lines for group in item.sub(line[0])]
    for group, id in held:
        found = group.terms.get(id, ())
        if len(found) > 1:
            yield at(found[1], term=id, count=str(len(found)), limit="1")


@STRUCTURE.rule("UBL-SR-30", syntaxes=UBL)
@only_with(twice("BT-97"), twice("BT-139"))
def one_reason_of_an_allowance(invoice: Invoice) -> Iterator[Breach]:
    yield from _reasons(invoice, ("BG-20", "BT-97"), ("BG-27", "BT-139"))


@STRUCTURE.rule("UBL-SR-31", syntaxes=UBL)
@only_with(twice("BT-104"), twice("BT-144"))
def one_reason_of_a_charge(invoice: Invoice) -> Iterator[Breach]:
    yield from _reasons(invoice, ("BG-21", "BT-104"), ("BG-28", "BT-144"))


@STRUCTURE.rule("UBL-SR-43", syntaxes=UBL)
@only_with("BG-24")
def only_invoiced_objects_have_a_scheme(invoice: Invoice) -> Iterator[Breach]:
    """Type code 130 marks the invoiced object, 50 a credit note's project; any other document has neither type code nor scheme."""
    allowed = ("130", "50") if invoice.kind == "CreditNote" else ("130",)
    for document in invoice.sub("BG-24"):
        kind, identifier = document.first("UBL-DocumentTypeCode"), document.first("BT-122")
        if (kind is None or kind.value not in allowed) and (kind or (identifier and identifier.scheme is not None)):
            yield at(document, value=kind.value if kind else (identifier and identifier.scheme) or "")


def same_in_all_payments(id: str) -> Judge:
    """Several payment instructions repeat the term with the same value."""

    @only_with(id)
    def judge(invoice: Invoice) -> Iterator[Breach]:
        found = [term for payment in invoice.sub("BG-16") for term in payment.all(id)]
        other = next((term for term in found if term.value != found[0].value), None)
        if other:
            yield at(other, term=id, value=other.value, other=found[0].value)

    return judge


STRUCTURE.add("UBL-SR-44", same_in_all_payments("BT-83"), syntaxes=UBL)
STRUCTURE.add("UBL-SR-47", same_in_all_payments("BT-81"), syntaxes=UBL)


def once_in_all_payments(id: str) -> Judge:
    @only_with(id)
    def judge(invoice: Invoice) -> Iterator[Breach]:
        found = [term for payment in invoice.sub("BG-16") for term in payment.all(id)]
        for term in found[1:2]:
            yield at(term, term=id, count=str(len(found)), limit="1")

    return judge


STRUCTURE.add("UBL-SR-45", once_in_all_payments("UBL-PaymentDueDate"), syntaxes=UBL)
STRUCTURE.add("UBL-SR-46", once_in_all_payments("BT-82"), syntaxes=UBL)


@STRUCTURE.rule("UBL-SR-48", syntaxes=UBL)
def one_category_a_line(invoice: Invoice) -> Iterator[Breach]:
    for line in invoice.sub("BG-25"):
        count = len(line.sub("BG-30"))
        if count != 1:
            yield at(line, line=line.text("BT-126"), count=str(count), limit="1")


@STRUCTURE.rule("UBL-SR-51", syntaxes=UBL)
@only_with(*(twice(f"BT-{number}") for number in (162, 163, 164, 165)))
def one_third_address_line(invoice: Invoice) -> Iterator[Breach]:
    for path, id in (("BG-4 BG-5", "BT-162"), ("BG-7 BG-8", "BT-163"), ("BG-11 BG-12", "BT-164"), ("BG-13 BG-15", "BT-165")):
        yield from at_most(path, id, 1)(invoice)


@STRUCTURE.rule("UBL-SR-53", syntaxes=UBL)
@only_with("UBL-PartyTaxScheme")
def tax_schemes_are_complete(invoice: Invoice) -> Iterator[Breach]:
    for id in ("BG-4", "BG-7", "BG-11"):
        for party in invoice.sub(id):
            for scheme in party.terms.get("UBL-PartyTaxScheme", ()):
                if scheme.value:
                    yield at(scheme, value=scheme.value)


@STRUCTURE.rule("UBL-DT-06", syntaxes=UBL)
@only_with("BT-125")
def attachments_name_their_media_type(invoice: Invoice) -> Iterator[Breach]:
    for document in invoice.sub("BG-24"):
        for attachment in document.all("BT-125"):
            if attachment.unit is None:
                yield at(attachment, value=document.text("BT-122"))


@STRUCTURE.rule("UBL-DT-07", syntaxes=UBL)
@only_with("BT-125")
def attachments_name_their_file(invoice: Invoice) -> Iterator[Breach]:
    for document in invoice.sub("BG-24"):
        for attachment in document.all("BT-125"):
            if attachment.name is None:
                yield at(attachment, value=document.text("BT-122"))


def _foreign_attributes(invoice: Invoice) -> dict[str, Term]:
    """The first place of each attribute that UBL has and EN 16931 does not."""
    found: dict[str, Term] = {}
    for group in invoice.walk():
        for term in group.terms.get("UBL-Attribute", ()):
            found.setdefault(term.value, term)
    return found


def without_attribute(name: str) -> Judge:
    @only_with("UBL-Attribute")
    def judge(invoice: Invoice) -> Iterator[Breach]:
        found = invoice.once(_foreign_attributes).get(name)
        if found:
            yield at(found, value=name)

    return judge


for _number, _name in enumerate(FOREIGN_ATTRIBUTES, 8):
    STRUCTURE.add(f"UBL-DT-{_number:02}", without_attribute(_name), "warning", UBL)


def bare_invoiced_object(id: str) -> Judge:
    """UBL-CR-666, UBL-CR-673: the reference of the invoiced object carries neither a file nor a description."""

    @only_with(id)
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for term in invoice.all(id)[:1]:
            yield at(term, value=invoice.text("BT-18"))

    return judge


STRUCTURE.add("UBL-CR-666", bare_invoiced_object("UBL-ObjectAttachment"), syntaxes=UBL)
STRUCTURE.add("UBL-CR-673", bare_invoiced_object("UBL-ObjectDescription"), syntaxes=UBL)
