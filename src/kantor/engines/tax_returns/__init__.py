"""Writes VAT returns in the formats that tax offices take."""

from kantor.engines.tax_returns.coretax import OtherDocument, RetailSale, archive, write_other_input, write_other_output, write_retail
from kantor.engines.tax_returns.jpk_v7m import MARKS, RegisterRow, declared, is_ksef_number, write_jpk_v7m
from kantor.engines.tax_returns.oss import OssFigure, write_oss
from kantor.engines.tax_returns.taxpayer import Filing, Taxpayer
from kantor.engines.tax_returns.ustva import write_ustva

__all__ = [
    "MARKS",
    "Filing",
    "OssFigure",
    "OtherDocument",
    "RegisterRow",
    "RetailSale",
    "Taxpayer",
    "archive",
    "declared",
    "is_ksef_number",
    "write_jpk_v7m",
    "write_oss",
    "write_other_input",
    "write_other_output",
    "write_retail",
    "write_ustva",
]
