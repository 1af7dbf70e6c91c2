"""Two- and three-way match: which order lines an invoice's lines bill, how much of each, at which difference in price."""

from kantor.engines.matching.assignment import match
from kantor.engines.matching.model import Allocation, InvoiceLine, Match, OrderLine, Rest, Tolerances
from kantor.engines.matching.units import units_per

__all__ = ["Allocation", "InvoiceLine", "Match", "OrderLine", "Rest", "Tolerances", "match", "units_per"]
