"""What purchasing registers: orders and goods receipts, their effect parts, and answers about open order lines."""

from pathlib import Path

from kantor.departments.purchasing import framed
from kantor.departments.purchasing.actions import OrderParts
from kantor.departments.purchasing.answers import ANSWERS
from kantor.departments.purchasing.goods_receipt import document as goods_receipt
from kantor.departments.purchasing.goods_receipt import effect as goods_receipt_effect
from kantor.departments.purchasing.purchase_order import document as purchase_order
from kantor.departments.purchasing.purchase_order import effect as purchase_order_effect
from kantor.words import Department, DocumentType

PURCHASE_ORDER = DocumentType(
    key=purchase_order.KEY,
    fields=purchase_order.FIELDS,
    tables=purchase_order.TABLES,
    retention="letter",
    process=purchase_order.PROCESS,
    asks=purchase_order.asks,
    read_framed=framed.order_lines,
    rules=purchase_order.RULES,
    effect=purchase_order_effect.effect,
    samples=Path(__file__).parent / "purchase_order" / "samples",
)
GOODS_RECEIPT = DocumentType(
    key=goods_receipt.KEY,
    fields=goods_receipt.FIELDS,
    tables=goods_receipt.TABLES,
    process=goods_receipt.PROCESS,
    asks=goods_receipt.asks,
    read_framed=framed.receipt_lines,
    rules=goods_receipt.RULES,
    effect=goods_receipt_effect.effect,
    meanings={"supplier_name": "sender"},
    papers=("delivery_note",),
    samples=Path(__file__).parent / "goods_receipt" / "samples",
)

DEPARTMENT = Department(
    key="purchasing",
    types=(PURCHASE_ORDER, GOODS_RECEIPT),
    roles={
        "office.auditor": ("purchasing.see", *(f"{type.key}.see" for type in (PURCHASE_ORDER, GOODS_RECEIPT))),
        "purchasing.clerk": (
            *("correspondence.matter.see.purchasing", "correspondence.matter.verify"),
            *("documents.hand_in", "purchasing.see"),
            *(f"{type.key}.{verb}" for type in (PURCHASE_ORDER, GOODS_RECEIPT) for verb in ("see", "enter", "verify")),
        ),
    },
    answers=ANSWERS,
    parts=(OrderParts(),),
)
