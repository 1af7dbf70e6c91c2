"""What kind of paper pages seem to be where their type surely cannot read them: kept beside the fields, whatever form the document has."""

from kantor.words.field import ALSO, Reading, Value

SEEMS = "seems_to_be"
"""Key of that kind in a reading; no field, so that nobody types it on a form."""


def seems(reading: Reading) -> Value | None:
    """The kind, also where it was told for another form of the document (`ALSO`); None where nothing of that was told."""
    kept = (value for key, value in reading.values.items() if key.startswith(ALSO) and key.endswith(f":{SEEMS}"))
    return reading.values.get(SEEMS) or next(kept, None)
