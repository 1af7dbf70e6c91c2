"""Reads of accounts payable."""

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
