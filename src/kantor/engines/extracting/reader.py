"""Makes the readers of fields ready to run where no file can be opened any more."""

from kantor.engines.extracting import identifiers, kinds, labels, model


def prepare() -> None:
    """Open the start models, the labels and the registries of numbers."""
    model.start()
    labels.prepare()
    kinds.prepare()
    identifiers.prepare()
