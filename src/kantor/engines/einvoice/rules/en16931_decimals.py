"""EN 16931: amounts have at most two decimals (BR-DEC-*), in UBL all amounts but prices (UBL-DT-01)."""

from collections.abc import Iterator

from kantor.engines.einvoice.model import Invoice, Term, exact
from kantor.engines.einvoice.rules.en16931_codes import AMOUNTS, terms
from kantor.engines.einvoice.rules.en16931_facts import cents
from kantor.engines.einvoice.rules.en16931_required import reached
from kantor.engines.einvoice.rules.rule import Breach, Judge, RuleSet, at, only_with

DECIMALS = RuleSet("EN16931")

_AMOUNTS = (
    ("BR-DEC-01", "BG-20", "BT-92"),
    ("BR-DEC-02", "BG-20", "BT-93"),
    ("BR-DEC-05", "BG-21", "BT-99"),
    ("BR-DEC-06", "BG-21", "BT-100"),
    ("BR-DEC-09", "", "BT-106"),
    ("BR-DEC-10", "", "BT-107"),
    ("BR-DEC-11", "", "BT-108"),
    ("BR-DEC-12", "", "BT-109"),
    ("BR-DEC-13", "", "BT-110"),
    ("BR-DEC-14", "", "BT-112"),
    ("BR-DEC-15", "", "BT-111"),
    ("BR-DEC-16", "", "BT-113"),
    ("BR-DEC-17", "", "BT-114"),
    ("BR-DEC-18", "", "BT-115"),
    ("BR-DEC-19", "BG-23", "BT-116"),
    ("BR-DEC-20", "BG-23", "BT-117"),
    ("BR-DEC-23", "BG-25", "BT-131"),
    ("BR-DEC-24", "BG-25 BG-27", "BT-136"),
    ("BR-DEC-25", "BG-25 BG-27", "BT-137"),
    ("BR-DEC-27", "BG-25 BG-28", "BT-141"),
    ("BR-DEC-28", "BG-25 BG-28", "BT-142"),
)


def too_fine(amount: str) -> bool:
    """More than two characters follow the point."""
    return len(amount.partition(".")[2]) > 2


def _finer_than_a_cent(term: Term) -> bool:
    """As CII judges the VAT totals: trailing zeros do not count."""
    number = exact(term.value)
    return number is not None and number != cents(number)


def two_decimals(path: str, id: str) -> Judge:
    ids = path.split()
    by_value = id in ("BT-110", "BT-111")

    @only_with(id)
    def judge(invoice: Invoice) -> Iterator[Breach]:
        for group in reached(invoice, ids):
            for term in group.terms.get(id, ()):
                if too_fine(term.value) and (not by_value or invoice.syntax != "CII" or _finer_than_a_cent(term)):
                    yield at(term, value=term.value, term=id)

    return judge


for _id, _path, _term in _AMOUNTS:
    DECIMALS.add(_id, two_decimals(_path, _term))

_ALL_AMOUNTS = [(path.split(), ids) for path, ids in (*AMOUNTS, ("BG-DEX-09", ("BT-DEX-002",)))]


@DECIMALS.rule("UBL-DT-01", syntaxes=("UBL",))
def amounts_have_two_decimals(invoice: Invoice) -> Iterator[Breach]:
    for term in terms(invoice, _ALL_AMOUNTS):
        if too_fine(term.value):
            yield at(term, value=term.value)
