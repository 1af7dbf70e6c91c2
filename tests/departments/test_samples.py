"""Every document type's samples come out as they say they must."""

from pathlib import Path

import pytest
from tests.departments import samples

from kantor.site import house
from kantor.words import DocumentType

SAMPLES = [
    pytest.param(type, path, id=f"{type.key}-{path.stem}")
    for type in house.types()
    if type.samples
    for path in sorted(type.samples.glob("*.toml"))
]


@pytest.mark.parametrize(("type", "path"), SAMPLES)
def test_the_sample_comes_out_as_it_says(type: DocumentType, path: Path) -> None:
    samples.run(type, path)
