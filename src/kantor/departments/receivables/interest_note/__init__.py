"""Default interest, and the lump sum where the law gives one, charged on an invoice that was paid late or still is open."""
