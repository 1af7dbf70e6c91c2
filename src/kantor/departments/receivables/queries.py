"""Reads and writes of receivables."""

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
