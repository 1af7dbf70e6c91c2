"""The books for whoever audits them: DATEV files for the tax adviser, and the tables of a tax audit with their description."""

from kantor.departments.accounting.auditing.data_medium import write_data_medium
from kantor.departments.accounting.auditing.datev import Adviser, NotForDatev, write_datev
from kantor.departments.accounting.auditing.originals import write_originals

__all__ = ["Adviser", "NotForDatev", "write_data_medium", "write_datev", "write_originals"]
