"""The statements of the spot checks."""

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
