"""What language a text is in, and which of several things it is about: small linear models over its words and parts of words."""

from kantor.engines.language.classifier import Classifier, Guess
from kantor.engines.language.detecting import LANGUAGES, detect
from kantor.engines.language.training import Example, Trained, fitted, lead_of, safe_from, sure_from, train, tuned

__all__ = [
    "LANGUAGES",
    "Classifier",
    "Example",
    "Guess",
    "Trained",
    "detect",
    "fitted",
    "lead_of",
    "safe_from",
    "sure_from",
    "train",
    "tuned",
]
