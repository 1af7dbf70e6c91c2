"""The supplier's invoice: one folder, everything about it."""
