"""Models grown from what a client's people confirmed: trained beside the work, examined, kept by version, and gone back from."""

from kantor.engines.extracting import FEWEST_DOCUMENTS
from kantor.spine.schooling.keeping import Version, content, in_use, keep, model_of, name_of, use, versions
from kantor.spine.schooling.training import Training, ask, train, trainings, waiting

__all__ = [
    "FEWEST_DOCUMENTS",
    "Training",
    "Version",
    "ask",
    "content",
    "in_use",
    "keep",
    "model_of",
    "name_of",
    "train",
    "trainings",
    "use",
    "versions",
    "waiting",
]
