"""Suppliers that were perhaps taken up twice: the list, and two of them side by side."""
