"""The statements about models and trainings."""

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
