"""The keys of what the house looks at by itself before a month is closed."""

CHECKS = (
    "open_documents",
    "subledger",
    "bank",
    "suspense",
    "transit",
    "plans",
    "taxes",
    "waiting",
    "unfiled",
    "dated_later",
    "booked_later",
    "foreign",
    "assets",
    "divided_before",
    "carried",
    "intercompany",
)
HINTS = frozenset({"transit", "unfiled", "booked_later", "foreign", "assets", "divided_before", "carried", "intercompany"})
"""What need not be wrong: it is shown, and does not stand in the way."""
