"""What a program asks of the office: clients, people, partners, and documents that nobody sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kantor.client.connection import Connection


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """Who works for whom, with which rights, and what is filed to change it."""

    connection: Connection

    def clients(self) -> list[dict[str, Any]]:
        """Every client with what the house knows of it."""
        return list(self.connection.get("/clients").json()["clients"])

    def people(self) -> dict[str, Any]:
        """assignments, limits and substitutes that hold now or will."""
        return dict(self.connection.get("/people").json())

    def roles(self) -> list[dict[str, Any]]:
        return list(self.connection.get("/roles").json()["roles"])

    def end_log_ins(self, person: int) -> int:
        """Of a colleague, at once; answers how many."""
        return int(self.connection.send("POST", f"/people/{person}/end-log-ins").json()["ended"])

    def suppliers(self, *, q: str = "") -> Iterator[dict[str, Any]]:
        return self.connection.rows("/suppliers", q=q)

    def customers(self, *, q: str = "") -> Iterator[dict[str, Any]]:
        return self.connection.rows("/customers", q=q)

    def party(self, party: int) -> dict[str, Any]:
        """A business partner with its identifiers and bank accounts."""
        return dict(self.connection.get(f"/parties/{party}").json())

    def duplicates(self, *, client: int) -> list[dict[str, Any]]:
        """Pairs of suppliers that could be one, the likeliest first, with what they share."""
        return list(self.connection.get("/duplicates", client=client).json()["pairs"])

    def tell_apart(self, one: int, other: int, reason: str, *, client: int) -> None:
        """Two suppliers are not the same; they are not listed as a pair again."""
        self.connection.send("POST", "/duplicates/different", {"one": one, "other": other, "reason": reason}, client=client)

    def incoming(self, **wanted: Any) -> Iterator[dict[str, Any]]:
        """Lines of the register of what came in, the newest first."""
        return self.connection.rows("/registers/incoming", **wanted)

    def outgoing(self, **wanted: Any) -> Iterator[dict[str, Any]]:
        """Lines of the register of what went out, the newest first."""
        return self.connection.rows("/registers/outgoing", **wanted)

    def sales_orders(self, **wanted: Any) -> Iterator[dict[str, Any]]:
        """Lines of customers' orders: ordered, performed, billed, open."""
        return self.connection.rows("/sales-orders", **wanted)

    def orders(self, **wanted: Any) -> Iterator[dict[str, Any]]:
        """Lines of purchase orders."""
        return self.connection.rows("/orders", **wanted)

    def models(self) -> list[dict[str, Any]]:
        """Versions of the models that read papers, the newest first, with what each did on papers held out."""
        return list(self.connection.get("/models").json()["models"])

    def use_model(self, version: str, *, client: int) -> list[dict[str, Any]]:
        """Have a version read the client's papers; '' the model that every house begins with."""
        return list(self.connection.send("POST", "/models/use", {"version": version}, client=client).json()["models"])

    def train_model(self, *, client: int) -> bool:
        """Ask for a training; False where one is open."""
        return bool(self.connection.send("POST", "/models/train", client=client).json()["is_new"])

    def types(self) -> list[dict[str, Any]]:
        """Kinds of documents with their fields."""
        return list(self.connection.get("/types").json()["types"])

    def suggestions(self, type: str, address: str, *, client: int, q: str = "") -> list[dict[str, Any]]:
        """Values for a field of a document that is yet to be filed."""
        told = self.connection.get(f"/types/{type}/suggestions", address=address, q=q, client=client).json()
        return list(told["suggestions"])

    def preview(self, type: str, values: Mapping[str, str], *, client: int) -> dict[str, Any]:
        """Findings and effect of a document that is not filed."""
        body = {"type": type, "values": dict(values)}
        return dict(self.connection.send("POST", "/typed-documents/preview", body, client=client).json())

    def file(self, type: str, values: Mapping[str, str], *, client: int) -> int:
        """File a document that nobody sent, such as a changed limit; answers its number. A second person approves it."""
        body = {"type": type, "values": dict(values)}
        return int(self.connection.send("POST", "/typed-documents", body, client=client).json()["document"])
