"""Names made comparable: without accents, case, punctuation and legal form."""

import re

from kantor.kit.text import fold

LEGAL_FORMS = frozenset(
    {
        *("ag", "bv", "co", "corp", "cv", "eg", "ek", "ev", "gbr", "ges", "gmbh", "inc", "kg", "kgaa", "limited", "llc", "llp", "ltd"),
        *(
            "mbh",
            "nv",
            "ohg",
            "oy",
            "partg",
            "pt",
            "sa",
            "sarl",
            "sas",
            "sc",
            "se",
            "sj",
            "sk",
            "sl",
            "spa",
            "spk",
            "spzoo",
            "srl",
            "tbk",
            "ug",
        ),
    }
)
_WORDS = re.compile(r"[a-z0-9]+")


def comparable(name: str) -> str:
    """`Müller & Söhne GmbH & Co. KG` becomes `muller sohne`; a name of nothing but legal forms stays as it is."""
    folded = fold(name).replace("sp. z o.o.", "spzoo").replace("sp. z o. o.", "spzoo").replace("sp z o o", "spzoo")
    words = _WORDS.findall(re.sub(r"\b([a-z])\.\s?(?=[a-z]\b)", r"\1", folded))
    return " ".join(word for word in words if word not in LEGAL_FORMS) or " ".join(words)
