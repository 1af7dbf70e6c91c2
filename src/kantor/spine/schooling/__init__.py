"""Models grown from what a client's people confirmed: trained beside the work, examined, kept by version, and gone back from."""

from kantor.engines.extracting import FEWEST_DOCUMENTS
from kantor.spine.schooling.keeping import (
    PURPOSES,
    Grown,
    Version,
    content,
    in_use,
    keep,
    model_of,
    name_of,
    own_content,
    use,
    versions,
)
from kantor.spine.schooling.training import Done, Training, ask, train, trainings, waiting

__all__ = [
    "FEWEST_DOCUMENTS",
    "PURPOSES",
    "Done",
    "Grown",
    "Training",
    "Version",
    "ask",
    "content",
    "in_use",
    "keep",
    "model_of",
    "name_of",
    "own_content",
    "train",
    "trainings",
    "use",
    "versions",
    "waiting",
]
