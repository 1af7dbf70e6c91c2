"""A notice tells payment by payment what the statement shows as one sum: it comes before or after, and nothing is booked twice."""

from decimal import Decimal

import pytest
from tests.engines.statements.samples import RETURN
from tests.journeys.office import Office, open_office
from tests.journeys.test_bank_story import INVOICE, OWN, accepted, balance, booked_invoice, bring, line, paid, rows, statement

from kantor.channels.door import File

D = Decimal
NOTICE = f"""<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>N1</MsgId><CreDtTm>2026-03-11T20:00:00</CreDtTm></GrpHdr><Ntfctn><Id>N1</Id><Acct><Id><IBAN>{OWN}</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Ntry><Amt Ccy="EUR">1785.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-11</Dt></BookgDt>
<BkTxCd><Prtry><Cd>105</Cd></Prtry></BkTxCd><NtryDtls><Btch><MsgId>B-7</MsgId><NbOfTxs>2</NbOfTxs></Btch>
<TxDtls><Amt Ccy="EUR">1190.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RltdPties><Cdtr><Pty><Nm>{INVOICE.seller.name}</Nm></Pty></Cdtr></RltdPties>
<RmtInf><Ustrd>RG-2026-004711</Ustrd></RmtInf></TxDtls>
<TxDtls><Amt Ccy="EUR">595.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RltdPties><Cdtr><Pty><Nm>Unbekannt</Nm></Pty></Cdtr></RltdPties></TxDtls>
</NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>"""
SUM = line("260311", "D", "1785,00", text="SAMMLER 105")


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def notice(office: Office, data: bytes = NOTICE.encode()) -> int:
    outcome = bring(office, File(name="notice.xml", data=data))
    assert outcome.outcome == "effect", office.findings("DE", outcome.document_id)
    return outcome.document_id


def taken_apart(office: Office) -> None:
    """One payment has settled its invoice, the other waits by itself, and the books know one sum."""
    assert [item.open for item in rows("ledger.OpenItem", office)] == [0]
    assert (balance(office, "1600"), balance(office, "1792"), balance(office, "1200")) == (D(0), D("595.00"), D("-1785.00"))
    waiting = [row for row in rows("treasury.StatementLine", office) if row.state == "suspense" and row.reversed_by is None]
    assert [(row.amount, row.name) for row in waiting] == [(-59500, "Unbekannt")]


def test_a_notice_before_the_statement_tells_its_lines(office: Office) -> None:
    booked_invoice(office, "RG-2026-004711", "1000.00")
    told = notice(office)
    assert rows("treasury.StatementLine", office) == []
    document = accepted(office, statement("1/1", "2000,00", "215,00", SUM))
    taken_apart(office)
    assert [(row.document_id, row.used_by) for row in rows("treasury.Notice", office)] == [(told, document)]


def test_a_notice_after_the_statement_divides_the_line_that_waits(office: Office) -> None:
    booked_invoice(office, "RG-2026-004711", "1000.00")
    document = accepted(office, statement("1/1", "2000,00", "215,00", SUM, last="260311"))
    assert balance(office, "1792") == D("1785.00")
    told = notice(office)
    taken_apart(office)
    again = bring(office, statement("W/1", "2000,00", "205,00", SUM, line("260312", "D", "10,00"), last="260312"))
    assert [row["decision"].text for row in office.checked("DE", again.document_id).reading.rows("lines")] == ["known", "suspense"]
    slip = {"booked_on": "2026-03-12", "reason": "a slip"}
    refused = office.type_in("DE", "anna", "office.reversal", {"document": str(document), **slip})
    office.approve("DE", refused, "bert")
    assert office.finish("DE", refused) == set()
    back = office.type_in("DE", "anna", "office.reversal", {"document": str(told), **slip})
    office.approve("DE", back, "bert")
    assert office.finish("DE", back) == {back}
    assert (balance(office, "1600"), balance(office, "1792")) == (D("-1190.00"), D("1785.00"))


@pytest.mark.parametrize("first", ["notice", "statement"])
def test_what_a_bank_gives_back_finds_our_payment_by_the_notice_alone(office: Office, first: str) -> None:
    end_to_end = paid(office)
    accepted(office, statement("1/1", "2000,00", "833,80", line("260311", "D", "1166,20", reference=end_to_end), last="260311"))
    came = RETURN.replace(b"KANTOR-1-7-1", end_to_end.encode())
    silent = statement("2/1", "833,80", "2000,00", line("260313", "C", "1166,20", text="GUTSCHRIFT"), first="260312", last="260313")
    if first == "notice":
        notice(office, came)
        assert bring(office, silent).outcome == "effect"
    else:
        assert bring(office, silent).outcome == "effect"
        assert balance(office, "1792") == D("-1166.20")
        notice(office, came)
    assert [item.open for item in rows("ledger.OpenItem", office)] == [119000]
    assert (balance(office, "1792"), balance(office, "1600"), balance(office, "1200")) == (D(0), D("-1190.00"), D(0))
    (payment,) = rows("treasury.Payment", office)
    assert payment.returned_by is not None


def test_a_statement_goes_on_when_the_notice_that_divided_its_line_is_taken_back(office: Office) -> None:
    booked_invoice(office, "RG-2026-004711", "1000.00")
    told = notice(office)
    waiting = bring(office, statement("1/1", "2000,00", "215,00", SUM)).document_id
    assert len(office.checked("DE", waiting).reading.rows("lines")) == 2
    back = office.type_in("DE", "anna", "office.reversal", {"document": str(told), "booked_on": "2026-03-12", "reason": "a slip"})
    office.approve("DE", back, "bert")
    assert office.finish("DE", back) == {back}
    office.approve("DE", waiting, "anna")
    assert office.finish("DE", waiting) == set()
    saved = office.save("DE", waiting, "anna", number="1/1")
    assert [row["amount"].text for row in saved.reading.rows("lines")] == ["-1785.00"]
    assert office.approve("DE", waiting, "anna") == ""
    assert office.finish("DE", waiting) == {waiting}
    assert balance(office, "1792") == D("1785.00")
