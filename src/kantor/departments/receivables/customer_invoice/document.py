"""The customer invoice: its fields, as a clerk sees them on the form; amounts follow from the lines."""

from typing import get_args

from kantor.countries.sales import Sold, Wanted
from kantor.words import Field, Kind, Table

KEY = "receivables.customer_invoice"
SERIES = {"380": "SI", "381": "SC", "384": "SI", "386": "SD"}
"""By kind of document (UNTDID 1001) the series of its number: invoices with corrected ones, credit notes, down payments."""
INVOICE, CREDIT, CORRECTED, DOWN_PAYMENT = "380", "381", "384", "386"
FORMATS = ("xrechnung_ubl", "xrechnung_cii", "factur_x", "peppol", "ksef", "coretax", "paper")
SUPPLIES: tuple[str, ...] = get_args(Sold)
WANTED: tuple[str, ...] = get_args(Wanted)
CATEGORIES = ("S", "Z", "E", "AE", "K", "G", "O")

FIELDS = (
    Field(key="customer_id", kind=Kind.PARTY, role="customer", group="customer", required=True, column="party_id"),
    Field(key="customer_name", group="customer", required=True, column="party_name"),
    Field(key="customer_vat_id", kind=Kind.VAT_ID, group="customer"),
    Field(key="customer_country", kind=Kind.COUNTRY, group="customer", required=True),
    Field(key="street", group="customer"),
    Field(key="postcode", group="customer"),
    Field(key="town", group="customer"),
    Field(key="email", group="customer"),
    Field(key="type_code", kind=Kind.CHOICE, required=True, choices=tuple(SERIES)),
    Field(key="issued_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="delivered_on", kind=Kind.DATE),
    Field(key="tax_point_on", kind=Kind.DATE),
    Field(key="due_on", kind=Kind.DATE, required=True, column="due_on"),
    Field(key="order_number"),
    Field(key="buyer_reference"),
    Field(key="preceding_number"),
    Field(key="format", kind=Kind.CHOICE, group="sending", required=True, choices=FORMATS),
    Field(key="language", kind=Kind.CHOICE, group="sending", required=True, choices=("en", "de", "pl", "id")),
    Field(key="vat_marks", group="sending"),
    Field(key="contact_name", group="sending"),
    Field(key="contact_phone", group="sending"),
    Field(key="contact_email", group="sending"),
    Field(key="note", kind=Kind.LONG_TEXT, group="sending"),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="exchange_rate", kind=Kind.NUMBER, group="amounts"),
    Field(key="net", kind=Kind.AMOUNT, group="amounts"),
    Field(key="vat", kind=Kind.AMOUNT, group="amounts"),
    Field(key="gross", kind=Kind.AMOUNT, group="amounts", column="amount"),
    Field(key="prepaid", kind=Kind.AMOUNT, group="amounts"),
    Field(key="payable", kind=Kind.AMOUNT, group="amounts"),
    Field(key="local_gross", kind=Kind.AMOUNT, group="amounts"),
)
DERIVED = ("net", "vat", "gross", "prepaid", "payable")
"""Amounts that follow from the lines; one that a person or program states beside them must be the same."""

LINES = Table(
    key="lines",
    columns=(
        Field(key="article"),
        Field(key="name", required=True),
        Field(key="quantity", kind=Kind.NUMBER, required=True),
        Field(key="unit"),
        Field(key="price", kind=Kind.NUMBER, required=True),
        Field(key="discount", kind=Kind.AMOUNT),
        Field(key="supply", kind=Kind.CHOICE, required=True, choices=SUPPLIES),
        Field(key="wanted", kind=Kind.CHOICE, required=True, choices=WANTED),
        Field(key="ground"),
        Field(key="net", kind=Kind.AMOUNT),
        Field(key="category", kind=Kind.CHOICE, choices=CATEGORIES),
        Field(key="rate", kind=Kind.PERCENT),
        Field(key="tax_code"),
        Field(key="account", kind=Kind.ACCOUNT, required=True),
        Field(key="cost_centre", kind=Kind.COST_CENTRE),
        Field(key="bills"),
    ),
)
TAXES = Table(
    key="taxes",
    columns=(
        Field(key="category", kind=Kind.CHOICE, choices=CATEGORIES),
        Field(key="rate", kind=Kind.PERCENT),
        Field(key="base", kind=Kind.AMOUNT),
        Field(key="amount", kind=Kind.AMOUNT),
        Field(key="tax_code"),
    ),
)
DISCOUNTS = Table(
    key="discounts",
    columns=(
        Field(key="days", kind=Kind.NUMBER, required=True),
        Field(key="percent", kind=Kind.PERCENT, required=True),
    ),
)
"""What may be deducted by whoever pays within so many days of the invoice."""
ORDERED = Table(
    key="ordered",
    columns=(
        Field(key="name", required=True),
        Field(key="quantity", kind=Kind.NUMBER, required=True),
        Field(key="unit"),
        Field(key="price", kind=Kind.NUMBER, required=True),
        Field(key="supply", kind=Kind.CHOICE, choices=SUPPLIES),
        Field(key="wanted", kind=Kind.CHOICE, choices=WANTED),
        Field(key="category", kind=Kind.CHOICE, choices=CATEGORIES),
        Field(key="rate", kind=Kind.PERCENT),
    ),
)
"""What was ordered as a whole; asked for of a down payment in the format of Poland alone."""
ADVANCES = Table(
    key="advances",
    columns=(
        Field(key="number", required=True),
        Field(key="net", kind=Kind.AMOUNT),
        Field(key="vat", kind=Kind.AMOUNT),
        Field(key="gross", kind=Kind.AMOUNT),
    ),
)
