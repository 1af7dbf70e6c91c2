"""Accounting: the books of a client are opened here, and what was open when the client came is taken over."""

from kantor.departments.accounting.books import complete_books, lacking, open_books

__all__ = ["complete_books", "lacking", "open_books"]
