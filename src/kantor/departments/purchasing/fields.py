"""The fields of orders and receipts."""

from kantor.words import Field, Kind, Table

ORDER = (
    Field(key="order_number", required=True, column="number"),
    Field(key="supplier_id", kind=Kind.PARTY, role="supplier", group="supplier", required=True, column="party_id"),
    Field(key="supplier_name", group="supplier", column="party_name"),
    Field(key="ordered_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="currency", kind=Kind.CURRENCY, required=True, column="currency"),
    Field(key="exchange_rate", kind=Kind.NUMBER),
    Field(key="net", kind=Kind.AMOUNT, column="amount"),
)
ORDER_LINES = Table(
    key="lines",
    columns=(
        Field(key="line", required=True),
        Field(key="article"),
        Field(key="name", required=True),
        Field(key="quantity", kind=Kind.NUMBER, required=True),
        Field(key="unit", required=True),
        Field(key="price", kind=Kind.NUMBER, required=True),
        Field(key="clearing", kind=Kind.CHOICE, choices=("yes", "no")),
        Field(key="account", kind=Kind.ACCOUNT),
        Field(key="cost_centre", kind=Kind.COST_CENTRE),
    ),
)
RECEIPT = (
    Field(key="number", required=True, column="number"),
    Field(key="received_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="supplier_name", column="party_name"),
    Field(key="order_number", required=True),
    Field(key="place"),
)
RECEIPT_LINES = Table(
    key="lines",
    columns=(
        Field(key="line", required=True),
        Field(key="quantity", kind=Kind.NUMBER, required=True),
    ),
)
