"""What a program asks of the books: the chart, balances, sheets, entries, what is owed and paid."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kantor.client.connection import Connection


@dataclass(frozen=True, kw_only=True, slots=True)
class Books:
    """Rows are told as the description at /api/openapi.json has them; amounts are decimal texts with their currency beside them."""

    connection: Connection

    def accounts(self, *, client: int) -> list[dict[str, Any]]:
        """The chart."""
        return list(self.connection.get("/accounts", client=client).json()["accounts"])

    def periods(self, *, client: int) -> list[dict[str, Any]]:
        """Months of the fiscal years, the newest first."""
        return list(self.connection.get("/periods", client=client).json()["periods"])

    def balances(self, from_on: date, until_on: date, *, client: int) -> list[dict[str, Any]]:
        """The trial balance."""
        told = self.connection.get("/balances", from_on=from_on, until_on=until_on, client=client).json()
        return list(told["rows"])

    def report(self, report: str, *, client: int, **wanted: Any) -> dict[str, Any]:
        """A report by its key, as `GET /reports/{report}` lists them; wanted: from_on, until_on, accounts."""
        return dict(self.connection.get(f"/reports/{report}", client=client, **wanted).json())

    def group(self, clients: Sequence[int], **wanted: Any) -> dict[str, Any]:
        """Several clients as one company; wanted: lead, from_on, until_on, rates (such as "PLN:0.25:0.24:0.20")."""
        return dict(self.connection.get("/group", client=clients, **wanted).json())

    def closing(self, from_on: date | None = None, until_on: date | None = None, *, client: int) -> dict[str, Any]:
        """What stands in the way of closing whole periods: what the house finds, and what people have ticked off. By default of today's."""
        return dict(self.connection.get("/closing", client=client, from_on=from_on, until_on=until_on).json())

    def intercompany(self, until_on: date | None = None, *, client: int) -> dict[str, Any]:
        """What is owed between a client and those it is connected with, by the books of both. By default at the end of this month."""
        return dict(self.connection.get("/intercompany", client=client, until_on=until_on).json())

    def ask_for_file(self, kind: str, from_on: date, until_on: date, *, client: int, adviser: tuple[int, int] | None = None) -> int:
        """Books for whoever audits them, made behind; kind: datev, tables or originals; adviser: for datev, the adviser's number at DATEV
        and the client's there. Answers the number to ask `file` for."""
        body: dict[str, Any] = {"kind": kind, "from_on": from_on.isoformat(), "until_on": until_on.isoformat()}
        if adviser:
            body |= {"adviser_number": adviser[0], "client_number": adviser[1]}
        return int(self.connection.send("POST", "/books-files", body, client=client).json()["id"])

    def files(self, **wanted: Any) -> list[dict[str, Any]]:
        """What was asked for, the newest first; wanted: client."""
        return list(self.connection.get("/books-files", **wanted).json()["files"])

    def file(self, file_id: int) -> dict[str, Any]:
        """How far it is: `outcome` is '' until it is ended, then `made` or why it was not."""
        return dict(self.connection.get(f"/books-files/{file_id}").json())

    def fetch_file(self, file_id: int) -> bytes:
        """The ZIP, while it is kept."""
        return self.connection.get(f"/books-files/{file_id}/content").body

    def sheet(self, number: str, from_on: date, until_on: date, *, client: int) -> Iterator[dict[str, Any]]:
        """Every posting of an account with the balance up to it."""
        return self.connection.rows(f"/accounts/{number}/postings", from_on=from_on, until_on=until_on, client=client)

    def entries(self, *, from_on: date | None = None, until_on: date | None = None, **wanted: Any) -> Iterator[dict[str, Any]]:
        """The journal, the newest booking first. ledger: main, tax or closing; client."""
        return self.connection.rows("/entries", from_on=from_on, until_on=until_on, **wanted)

    def entry(self, entry_id: int) -> dict[str, Any]:
        """With its postings."""
        return dict(self.connection.get(f"/entries/{entry_id}").json())

    def open_items(self, **wanted: Any) -> Iterator[dict[str, Any]]:
        """side: payable or receivable; age: not_due, to_30, to_60, to_90, older; party; client."""
        return self.connection.rows("/open-items", **wanted)

    def ages(self, *, side: str = "payable") -> list[dict[str, Any]]:
        """What is owed by client, currency and age."""
        return list(self.connection.get("/open-items/ages", side=side).json()["rows"])

    def payments(self, **wanted: Any) -> Iterator[dict[str, Any]]:
        """Of released runs."""
        return self.connection.rows("/payments", **wanted)

    def payment_runs(self) -> list[dict[str, Any]]:
        """The newest, with the item of the outbox that holds the file for the bank."""
        return list(self.connection.get("/payment-runs").json()["runs"])

    def propose_payments(self, execute_on: date, *, client: int, currency: str = "") -> int | None:
        """A payment run as a document, which two people decide; None where nothing may be paid."""
        body = {"execute_on": execute_on.isoformat(), "currency": currency}
        told = self.connection.send("POST", "/payment-runs", body, client=client).json()
        return int(told["document"]) if told["document"] is not None else None
