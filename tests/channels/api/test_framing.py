"""A program has the table in a part of a page read, as a person frames it on the desk; nothing is written by it."""

from pathlib import Path

import pytest
from tests.channels.api.caller import Caller, problem, told
from tests.engines.reading.samples import pdf
from tests.journeys.office import Office, hire

from kantor.channels.door import File

TABLE = """#set text(size: 12pt)
Beleg #v(20pt)
#table(columns: (1fr, 60pt, 80pt, 80pt), align: (left, right, right, right), stroke: none,
  [Bezeichnung], [Menge], [Einzelpreis], [Betrag], [Papier weiß], [3], [2,50], [7,50], [Stifte], [12], [1,25], [15,00])"""
WHOLE = [0, 0, 1, 1]


@pytest.fixture
def document(office: Office, tmp_path: Path) -> int:
    data = pdf(tmp_path, TABLE, page="width: 595pt, height: 842pt, margin: 50pt")
    (outcome,) = office.bring(File(name="paper.pdf", data=data), client="DE")
    return outcome.document_id


def test_rows_come_with_their_places_and_nothing_is_written(office: Office, document: int) -> None:
    anna = Caller(office, "anna")
    version = office.checked("DE", document).version
    words = told(anna.get(f"/documents/{document}/pages"))["pages"][0]["words"]
    top = next(one["y0"] for one in words if one["text"] == "Papier") - 0.005
    for box in (WHOLE, [0, top, 1, 1]):
        rows = told(anna.post(f"/documents/{document}/read-table", {"page": 1, "box": box}))["rows"]
        texts = [{key: row[key]["text"] for key in ("name", "quantity", "price", "net")} for row in rows]
        assert texts == [
            {"name": "Papier weiß", "quantity": "3", "price": "2.50", "net": "7.50"},
            {"name": "Stifte", "quantity": "12", "price": "1.25", "net": "15.00"},
        ]
        assert [row["net"]["page"] for row in rows] == [1, 1]
        assert top < rows[0]["net"]["box"][1] < rows[1]["net"]["box"][1] < 1
    assert office.checked("DE", document).version == version


def test_what_is_no_table_is_said(office: Office, document: int) -> None:
    anna, at = Caller(office, "anna"), f"/documents/{document}/read-table"
    assert problem(anna.post(at, {"page": 1, "box": [0, 0, 1, 0.09]}), 409) == "desk.table.no_rows"
    assert problem(anna.post(at, {"page": 1, "box": [0, 0.9, 1, 1]}), 409) == "desk.table.no_words"
    assert problem(anna.post(at, {"page": 2, "box": WHOLE}), 409) == "desk.table.no_page"
    assert problem(anna.post(at, {"page": 1, "box": WHOLE, "more": [{"page": 2, "box": WHOLE}]}), 409) == "desk.table.no_page"
    assert problem(anna.post(at, {"page": 1, "box": [0, 0, 1, 7]}), 422) == "not_understood"
    hire(office, "frida", {"DE": ("office.auditor",)})
    assert problem(Caller(office, "frida").post(at, {"page": 1, "box": WHOLE}), 403) == "forbidden"
