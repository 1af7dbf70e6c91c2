"""The books for whoever audits them: DATEV files for the tax adviser, and the tables of a tax audit with their description."""

from kantor.departments.accounting.auditing.asking import (
    DATEV,
    KEPT,
    KINDS,
    ORIGINALS,
    PERMISSION,
    TABLES,
    BooksFile,
    Wanted,
    ask,
    fetch,
    file,
    files,
    last_adviser,
    name_of,
    over,
    tidy,
    waiting,
)
from kantor.departments.accounting.auditing.data_medium import write_data_medium
from kantor.departments.accounting.auditing.datev import CHARTS, Adviser, NotForDatev, write_datev
from kantor.departments.accounting.auditing.making import Place, make_next
from kantor.departments.accounting.auditing.originals import write_originals

__all__ = [
    "CHARTS",
    "DATEV",
    "KEPT",
    "KINDS",
    "ORIGINALS",
    "PERMISSION",
    "TABLES",
    "Adviser",
    "BooksFile",
    "NotForDatev",
    "Place",
    "Wanted",
    "ask",
    "fetch",
    "file",
    "files",
    "last_adviser",
    "make_next",
    "name_of",
    "over",
    "tidy",
    "waiting",
    "write_data_medium",
    "write_datev",
    "write_originals",
]
