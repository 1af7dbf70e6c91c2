"""Accounting: the books of a client are opened here, and what was open when the client came is taken over."""

from kantor.departments.accounting.books import open_books

__all__ = ["open_books"]
