"""The statements of facts that can run out."""

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
