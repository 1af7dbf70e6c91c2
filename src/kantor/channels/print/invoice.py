"""The words of the mail that brings an invoice, in the customer's language."""

from collections.abc import Mapping
from typing import Any

from kantor.kit.say import say


def invoice_words(content: Mapping[str, Any], sender: str) -> tuple[str, str]:
    """Subject and text. content: as it stands in the outbox; sender: the client's name."""
    told = {"number": content["draft"]["number"], "client": sender}
    return say("print.invoice.subject", content["language"], told), say("print.invoice.body", content["language"], told)
