"""A purchase order that has been placed with a supplier."""
