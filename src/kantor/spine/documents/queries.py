"""Reads of documents for lists, screens and other parts of the house."""

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
