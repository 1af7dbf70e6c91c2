"""Receivables on screen: orders of customers with what is performed, billed and open."""
