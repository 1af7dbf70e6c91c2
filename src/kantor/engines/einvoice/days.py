"""Days as invoices write them."""

from datetime import date


def a_day(text: str) -> date | None:
    """The day that `YYYY-MM-DD` names, None where there is no such day."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
