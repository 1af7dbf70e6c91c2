"""Goods that have come for an order."""
