"""Names made comparable: without accents, case, punctuation and legal form."""

import re

from kantor.kit.text import fold

LEGAL_FORMS = frozenset(
    {
        *("ag", "bv", "co", "corp", "cv", "eg", "ek", "ev", "gbr", "ges", "gmbh", "inc", "kg", "kgaa", "limited", "llc", "llp", "ltd"),
        *("mbh", "nv", "ohg", "oy", "partg", "pt", "sa", "sarl", "sas", "sc", "se", "sj", "sk", "sl", "spa", "spk", "spzoo", "srl"),
        *("tbk", "ug"),
    }
)
CONNECTING = frozenset({"and", "und", "oraz", "dan", "the"})
_WORDS = re.compile(r"[a-z0-9]+")
_INITIALS = re.compile(r"\b([a-z])\.\s?(?=[a-z]\b)")
_UMLAUTS = re.compile(r"(?<=[aou])e")


def comparable(name: str) -> str:
    """`Müller & Söhne GmbH & Co. KG` and `Mueller und Soehne` both become `muller sohne`; of nothing but legal forms, they stay."""
    words = _WORDS.findall(_INITIALS.sub(r"\1", fold(name)).replace("sp z oo", "spzoo").replace("sp. z oo", "spzoo"))
    telling = [word for word in words if word not in LEGAL_FORMS and word not in CONNECTING]
    return " ".join(_UMLAUTS.sub("", word) for word in telling or words)
