"""FA(3): corrections - what they correct, and that nothing else claims to be one."""

from collections.abc import Iterator

from kantor.engines.einvoice.model import Group, Invoice
from kantor.engines.einvoice.rules.ksef_facts import day, is_correction, kind
from kantor.engines.einvoice.rules.rule import Breach, Judge, at


def _corrected(invoice: Invoice) -> list[Group]:
    return [reference for reference in invoice.sub("BG-3") if "DaneFaKorygowanej" in reference.path]


def _reference(invoice: Invoice) -> Iterator[Breach]:
    """Art. 106j sec. 2: a correction names the invoice it corrects."""
    if is_correction(invoice) and not _corrected(invoice):
        yield at(invoice, kind=kind(invoice))


def _not_a_correction(invoice: Invoice) -> Iterator[Breach]:
    if kind(invoice) in ("VAT", "ZAL", "ROZ", "UPR"):
        for reference in _corrected(invoice):
            yield at(reference, kind=kind(invoice))
        for id in ("FA3-PrzyczynaKorekty", "FA3-TypKorekty", "FA3-P_15ZK"):
            for term in invoice.all(id):
                yield at(term, kind=kind(invoice))


def _day(invoice: Invoice) -> Iterator[Breach]:
    issued = day(invoice.first("FA3-P_1"))
    for reference in _corrected(invoice):
        before = day(reference.first("FA3-DataWystFaKorygowanej"))
        if issued is not None and before is not None and before > issued:
            yield at(reference.all("FA3-DataWystFaKorygowanej")[0], value=before.isoformat(), issued=issued.isoformat())


def _itself(invoice: Invoice) -> Iterator[Breach]:
    own, issued = invoice.text("FA3-P_2"), invoice.text("FA3-P_1")
    for reference in _corrected(invoice):
        if own and reference.text("FA3-NrFaKorygowanej") == own and reference.text("FA3-DataWystFaKorygowanej") == issued:
            yield at(reference.all("FA3-NrFaKorygowanej")[0], value=own)


def _ksef_number(invoice: Invoice) -> Iterator[Breach]:
    """A number in KSeF is stated exactly where the invoice was in KSeF (NrKSeF), not beside NrKSeFN."""
    for reference in _corrected(invoice):
        inside, outside = reference.text("FA3-NrKSeF") == "1", reference.text("FA3-NrKSeFN") == "1"
        if inside == outside or inside != bool(reference.text("FA3-NrKSeFFaKorygowanej")):
            yield at(reference, number=reference.text("FA3-NrKSeFFaKorygowanej") or "–")


def _seller_in_number(invoice: Invoice) -> Iterator[Breach]:
    """A KSeF number begins with the NIP of the seller."""
    sellers = {party.text("FA3-NIP") for id in ("BG-4", "FA3-Podmiot1K", "FA3-PodmiotUpowazniony") for party in invoice.sub(id)}
    for reference in invoice.sub("BG-3"):
        for id in ("FA3-NrKSeFFaKorygowanej", "FA3-NrKSeFFaZaliczkowej"):
            for term in reference.all(id):
                owner = term.value.partition("-")[0]
                if len(owner) == 10 and owner.isdigit() and owner not in sellers:
                    yield at(term, value=term.value)


RULES: dict[str, tuple[str, Judge]] = {
    "KSEF-CORRECTED": ("fatal", _reference),
    "KSEF-NOT-A-CORRECTION": ("fatal", _not_a_correction),
    "KSEF-CORRECTED-DATE": ("fatal", _day),
    "KSEF-CORRECTED-ITSELF": ("fatal", _itself),
    "KSEF-CORRECTED-NUMBER": ("fatal", _ksef_number),
    "KSEF-CORRECTED-SELLER": ("warning", _seller_in_number),
}
