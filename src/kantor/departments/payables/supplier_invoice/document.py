"""The supplier's invoice: its fields, as a clerk sees them on the form."""

from kantor.words import Field, Kind, Table

KEY = "payables.supplier_invoice"

FIELDS = (
    Field(key="supplier_id", kind=Kind.PARTY, role="supplier", group="supplier", required=True, column="party_id"),
    Field(key="supplier_name", group="supplier", required=True, column="party_name"),
    Field(key="supplier_vat_id", kind=Kind.VAT_ID, group="supplier"),
    Field(key="supplier_tax_number", group="supplier"),
    Field(key="supplier_country", kind=Kind.COUNTRY, group="supplier", required=True),
    Field(key="supplier_address", group="supplier"),
    Field(key="iban", kind=Kind.IBAN, group="supplier"),
    Field(key="bic", group="supplier"),
    Field(key="number", group="document", required=True, column="number"),
    Field(key="type_code", kind=Kind.CHOICE, group="document", required=True, choices=("380", "381", "384", "386", "389")),
    Field(key="issued_on", kind=Kind.DATE, group="document", required=True, column="document_on"),
    Field(key="delivered_on", kind=Kind.DATE, group="document"),
    Field(key="due_on", kind=Kind.DATE, group="document", required=True, column="due_on"),
    Field(key="order_number", group="document"),
    Field(key="buyer_reference", group="document"),
    Field(key="preceding_number", group="document"),
    Field(key="ksef_number", group="document"),
    Field(key="buyer_name", group="buyer"),
    Field(key="buyer_vat_id", kind=Kind.VAT_ID, group="buyer"),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="net", kind=Kind.AMOUNT, group="amounts", required=True),
    Field(key="vat", kind=Kind.AMOUNT, group="amounts", required=True),
    Field(key="luxury_tax", kind=Kind.AMOUNT, group="amounts"),
    Field(key="gross", kind=Kind.AMOUNT, group="amounts", required=True, column="amount"),
    Field(key="prepaid", kind=Kind.AMOUNT, group="amounts"),
    Field(key="prepaid_vat", kind=Kind.AMOUNT, group="amounts"),
    Field(key="surcharges", kind=Kind.AMOUNT, group="amounts"),
    Field(key="rounding", kind=Kind.AMOUNT, group="amounts"),
    Field(key="payable", kind=Kind.AMOUNT, group="amounts", required=True),
    Field(key="exchange_rate", kind=Kind.NUMBER, group="amounts"),
    Field(key="local_gross", kind=Kind.AMOUNT, group="amounts"),
    Field(key="terms", kind=Kind.LONG_TEXT, group="payment"),
    Field(key="discount_until", kind=Kind.DATE, group="payment"),
    Field(key="discount_percent", kind=Kind.PERCENT, group="payment"),
    Field(key="remittance", group="payment"),
)

LINES = Table(
    key="lines",
    columns=(
        Field(key="no"),
        Field(key="name", required=True),
        Field(key="article"),
        Field(key="quantity", kind=Kind.NUMBER),
        Field(key="unit"),
        Field(key="price", kind=Kind.NUMBER),
        Field(key="net", kind=Kind.AMOUNT, required=True),
        Field(key="category", kind=Kind.CHOICE, choices=("S", "Z", "E", "AE", "K", "G", "O", "L", "M")),
        Field(key="rate", kind=Kind.PERCENT),
        Field(key="order_number"),
        Field(key="order_line"),
        Field(key="account", kind=Kind.ACCOUNT, required=True),
        Field(key="cost_centre", kind=Kind.COST_CENTRE),
    ),
)
TAXES = Table(
    key="taxes",
    columns=(
        Field(key="category", kind=Kind.CHOICE, required=True, choices=("S", "Z", "E", "AE", "K", "G", "O", "L", "M")),
        Field(key="rate", kind=Kind.PERCENT),
        Field(key="base", kind=Kind.AMOUNT, required=True),
        Field(key="amount", kind=Kind.AMOUNT, required=True),
        Field(key="tax_code", kind=Kind.TAX_CODE, required=True),
    ),
)
MATCHES = Table(
    key="matches",
    columns=(
        Field(key="line", kind=Kind.NUMBER),
        Field(key="order_line_id"),
        Field(key="order_number"),
        Field(key="line_quantity", kind=Kind.NUMBER),
        Field(key="quantity", kind=Kind.NUMBER),
        Field(key="unit"),
        Field(key="order_price", kind=Kind.NUMBER),
        Field(key="price_difference", kind=Kind.NUMBER),
        Field(key="price_agreed", kind=Kind.CHOICE, choices=("yes", "no")),
        Field(key="received", kind=Kind.NUMBER),
        Field(key="clearing", kind=Kind.CHOICE, choices=("yes", "no")),
        Field(key="evidence"),
    ),
)

SENDERS = ("supplier_vat_id", "iban", "supplier_name")
"""By which papers of one supplier are known again, the surest first."""
CREDIT_NOTES = frozenset({"81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"})
"""Document types (UNTDID 1001) that lower what is owed."""
