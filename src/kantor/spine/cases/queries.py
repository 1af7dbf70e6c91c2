"""Reads of cases and tasks."""

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
