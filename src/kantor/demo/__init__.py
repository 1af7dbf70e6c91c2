"""The demonstration: a service provider that runs four offices, a year of their books, and an inbox of invoices good and bad.

Everything is made up and made at run time from a seed; nothing of it belongs to a real company.
"""

from kantor.demo.building import Built, build
from kantor.demo.opening import open_inbox
from kantor.demo.summing_up import Summary, summary

__all__ = ["Built", "Summary", "build", "open_inbox", "summary"]
