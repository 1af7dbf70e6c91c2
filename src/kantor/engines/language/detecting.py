"""Which of the four languages of the house a text is in (py3langid, limited to them)."""

from functools import cache
from typing import Any

from kantor.engines.language.classifier import Guess

LANGUAGES = ("de", "en", "id", "pl")
SURE_FROM = 0.9
_MOST_SIGNS = 4000


def detect(text: str) -> Guess:
    """The language; not sure for a text without words."""
    words = " ".join(word for word in text[:_MOST_SIGNS].split() if word.isalpha() or any(sign.isalpha() for sign in word))
    label, confidence = _identifier().classify(words)
    return Guess(str(label), float(confidence), bool(words) and float(confidence) >= SURE_FROM)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(LANGUAGES))
    return identifier
