"""The pile that becomes the inbox: files under their names, and the orders that must be there before they come."""

import io
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP

from kantor.channels.door import File
from kantor.demo.cast import Client
from kantor.demo.drafting import file_name, number, written
from kantor.demo.planning import Order, Planned, planned
from kantor.engines.einvoice.writers import Draft

FIRST_NUMBER = 500
ZIP_MOMENT = (2026, 1, 1, 8, 0, 0)


@dataclass(slots=True)
class Pile:
    """started_on: the day of the demonstration, on which the inbox is full."""

    started_on: date
    files: list[File] = field(default_factory=list)
    orders: dict[str, list[Order]] = field(default_factory=lambda: defaultdict(list))
    _count: int = FIRST_NUMBER

    def plan(self, client: Client, key: str, *, days_ago: int = 9) -> Planned:
        """The next invoice of a supplier, for what its order says where it delivers on orders; nothing is put on the pile by this."""
        self._count += 1
        supplier, issued_on = client.supplier(key), self.started_on - timedelta(days=days_ago)
        text = number(supplier, issued_on, self._count)
        return planned(supplier, client, number=text, issued_on=issued_on, seed=f"inbox:{client.code}:{key}:{self._count}")

    def put(self, client: Client, plan: Planned, *, invoice: Draft | None = None, writes: str = "", name: str = "") -> bytes:
        """Put an invoice on the pile, and its order in the books; invoice, writes: other than planned."""
        data = self.bytes_of(client, plan, invoice=invoice, writes=writes)
        self.add(name or file_name(invoice or plan.invoice, writes or plan.supplier.writes), data)
        return data

    def bytes_of(self, client: Client, plan: Planned, *, invoice: Draft | None = None, writes: str = "") -> bytes:
        """The file of an invoice, its order in the books."""
        if plan.order and plan.order not in self.orders[client.code]:
            self.orders[client.code].append(plan.order)
        return written(invoice or plan.invoice, writes or plan.supplier.writes, client.new.language)

    def add(self, name: str, data: bytes) -> None:
        self.files.append(File(name=f"{len(self.files) + 1:02d} {name}", data=data))


def mail(client: Client, sender: str, subject: str, attachments: Mapping[str, bytes], on: date) -> bytes:
    """A mail with attachments, the same bytes every time."""
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = f"invoices@{client.code}.example"
    message["Subject"] = subject
    message["Date"] = datetime(on.year, on.month, on.day, 9, 30).strftime("%a, %d %b %Y %H:%M:%S +0000")  # noqa: DTZ001 - written as UTC
    message["Message-ID"] = f"<{on:%Y%m%d}.{len(attachments)}.{abs(hash_of(subject))}@{sender.partition('@')[2]}>"
    message.set_content("Guten Tag,\n\nanbei unsere Rechnung.\n\nMit freundlichen Grüßen\n")
    for name, data in attachments.items():
        kind = ("application", "pdf") if name.endswith(".pdf") else ("application", "xml")
        message.add_attachment(data, maintype=kind[0], subtype=kind[1], filename=name)
    message.set_boundary(f"demo-{on:%Y%m%d}-{abs(hash_of(subject))}")
    return message.as_bytes()


def hash_of(text: str) -> int:
    """A number for a text that is the same in every process, unlike hash()."""
    return int.from_bytes(text.encode()[-6:].ljust(6, b" "), "big")


def archive(files: Mapping[str, bytes]) -> bytes:
    """A ZIP with these files, the same bytes every time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(zipfile.ZipInfo(name, ZIP_MOMENT), data)
    return target.getvalue()
