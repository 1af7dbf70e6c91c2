"""Reports of the books: each declared once, then shown on screen, printed, saved as a sheet and told to programs."""

from kantor.departments.accounting.reports.catalogue import REPORTS
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Report, Table

__all__ = ["AMOUNT", "REPORTS", "Asked", "Heading", "Line", "Report", "Table"]
