"""Reads of purchasing."""

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
