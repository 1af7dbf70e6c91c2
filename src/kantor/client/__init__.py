"""A small client of the API, typed, for Python programs; it needs nothing but the standard library.

kantor = Kantor("https://kantor.example", key="kantor_...")
for outcome in kantor.hand_in("invoice.xml", data):
    print(outcome.document, outcome.outcome)
"""

from kantor.client.calls import Kantor
from kantor.client.connection import Problem, Unreachable
from kantor.client.shapes import Client, Document, Event, Finding, Outcome, Page, Report, Task, Value, Webhook

__all__ = [
    "Client",
    "Document",
    "Event",
    "Finding",
    "Kantor",
    "Outcome",
    "Page",
    "Problem",
    "Report",
    "Task",
    "Unreachable",
    "Value",
    "Webhook",
]
