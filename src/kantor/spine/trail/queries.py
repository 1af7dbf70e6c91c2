"""The statements of the audit trail."""

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
