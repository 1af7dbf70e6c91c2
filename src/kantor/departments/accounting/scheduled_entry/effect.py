"""What an entry of a plan does: its lines are posted as they stand."""

from kantor.departments.accounting.journal_entry.effect import effect

__all__ = ["effect"]
