"""What a clerk's corrections teach about a supplier: whose name it is, which account, cost centre and tax code its invoices get."""

from collections.abc import Iterator

from kantor.departments.payables.supplier_invoice.document import KEY
from kantor.kit.text import fold
from kantor.words import Ask, Lesson, Reading, lessons_asked
from kantor.words.field import cell, row_id

COLUMNS = ("account", "cost_centre")


def by_name(reading: Reading) -> Lesson | None:
    """Who is meant by the name as the document itself writes it; None where it states no name."""
    name = reading.values.get("supplier_name")
    if name is None or name.source.kind == "suggestion" or not fold(name.text):
        return None
    return Lesson(f"name:{fold(name.text)}", ("supplier",))


def lessons(reading: Reading) -> dict[str, Lesson]:
    """Address -> where the value is remembered: by the line's text first, then for anything of this supplier; tax codes by VAT row."""
    named = by_name(reading)
    return {**({"supplier_id": named} if named else {}), **dict(_of_supplier(reading))}


def _of_supplier(reading: Reading) -> Iterator[tuple[str, Lesson]]:
    scope = _habits(reading)
    if not scope:
        return
    for index, line in enumerate(reading.rows("lines")):
        name = fold(cell(line, "name"))
        for column in COLUMNS:
            yield f"lines.{index}.{column}", Lesson(scope, (f"{column}:{name}", f"{column}:") if name else (f"{column}:",))
    for index, tax in enumerate(reading.rows("taxes")):
        about = f"tax_code:{cell(tax, 'category')}:{cell(tax, 'rate')}"
        yield f"taxes.{index}.tax_code", Lesson(scope, (about,))


def asked(reading: Reading) -> tuple[Ask, ...]:
    """The questions behind these lessons."""
    named = by_name(reading)
    scopes = (named.scope if named else "", _habits(reading))
    return tuple(lessons_asked(KEY, scope) for scope in scopes if scope)


def _habits(reading: Reading) -> str:
    """The scope of what is usual for the supplier; '' while nobody knows who it is."""
    supplier = row_id(reading.text("supplier_id"))
    return "" if supplier is None else f"party:{supplier}"
