"""What mails, matters and letters have in common: kinds, ways, languages and departments."""

from kantor.engines.correspondence import FORGED, KINDS, PROVEN, UNPROVEN
from kantor.kit.say import LANGUAGES

AUTOMATIC, BOUNCE, OTHER, COVER = "automatic", "bounce", "other", "cover"
MATTERS = (*(kind for kind in KINDS if kind not in (COVER, OTHER)), BOUNCE, OTHER)
"""Kinds of mail that somebody deals with."""
ALL_KINDS = (*MATTERS, COVER, AUTOMATIC)
WAYS = ("mail", "letter", "fax", "phone")
REPLY_WAYS = ("mail", "letter")
CHOSEN_LANGUAGES = LANGUAGES
PROOFS = (PROVEN, FORGED, UNPROVEN)
"""What the office's own mail server says of the address that a mail names as its sender."""
PEOPLE = "people"
DEPARTMENTS = ("correspondence", "payables", "receivables", "purchasing", "orders", PEOPLE, "accounting")
RESPONSIBLE = {
    "complaint": "correspondence",
    "inquiry": "correspondence",
    "order": "orders",
    "application": PEOPLE,
    "reminder": "payables",
    "invoice": "payables",
    "payroll": PEOPLE,
    BOUNCE: "correspondence",
}
"""Which department deals with a kind unless somebody says otherwise."""
WORKING_DAYS = {
    "complaint": 3,
    "inquiry": 2,
    "order": 1,
    "application": 10,
    "reminder": 2,
    "invoice": 3,
    "payroll": 1,
    "contract": 3,
    BOUNCE: 1,
}
OTHER_DAYS = 3
PERSONAL = ("application", "payroll")
"""Kinds that speak of a person's own affairs: applications, sick notes, questions about wages."""
