"""A journal entry that somebody writes by hand, from its lines to the ledger."""
