"""Invoice data as a page: every value of an XML invoice on a readable sheet, each in a box that knows its place in the file."""

from kantor.desk.pages.paper import Cell, LineRow, Paper, Part, paper_of

__all__ = ["Cell", "LineRow", "Paper", "Part", "paper_of"]
