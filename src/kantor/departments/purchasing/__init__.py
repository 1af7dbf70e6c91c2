"""Purchasing: orders and goods receipts, and what is open of them."""
