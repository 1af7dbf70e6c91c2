"""Writes books in the formats that auditors and tax advisers take: DATEV booking batches, and tables with a description (GoBD, Z3)."""

from kantor.engines.auditing.datev import BATCH, Batch, Booked, Pair, account_labels, booking_batch, pairs
from kantor.engines.auditing.tables import Column, Described, describe

__all__ = ["BATCH", "Batch", "Booked", "Column", "Described", "Pair", "account_labels", "booking_batch", "describe", "pairs"]
