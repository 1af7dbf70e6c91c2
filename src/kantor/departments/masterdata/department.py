"""What master data registers: the documents that change suppliers and customers, and who may type and approve them."""

from kantor.departments.masterdata.bank_account import TYPE as BANK_ACCOUNT
from kantor.departments.masterdata.block import TYPE as BLOCK
from kantor.departments.masterdata.customer import TYPE as CUSTOMER
from kantor.departments.masterdata.customer_change import TYPE as CUSTOMER_CHANGE
from kantor.departments.masterdata.party_merge import TYPE as PARTY_MERGE
from kantor.departments.masterdata.supplier import TYPE as SUPPLIER
from kantor.departments.masterdata.supplier_change import TYPE as SUPPLIER_CHANGE
from kantor.words import Department, DocumentType

TYPES: tuple[DocumentType, ...] = (BANK_ACCOUNT, BLOCK, CUSTOMER, CUSTOMER_CHANGE, PARTY_MERGE, SUPPLIER, SUPPLIER_CHANGE)

DEPARTMENT = Department(
    key="masterdata",
    types=TYPES,
    roles={
        "office.auditor": tuple(f"{type.key}.see" for type in TYPES),
        "masterdata.clerk": ("parties.see", *(f"{type.key}.{verb}" for type in TYPES for verb in ("see", "enter", "verify", "send_back"))),
        "masterdata.approver": ("parties.see", *(f"{type.key}.{verb}" for type in TYPES for verb in ("see", "approve", "send_back"))),
    },
    menu=(("masterdata.menu.suppliers", "suppliers", "parties.see"),),
)
