"""Which engines recognise letters, as pages name them that were read by them; the second one is there where somebody installed it."""

import importlib.util

from kantor.words import OCR

ENGINE = f"{OCR} rapidocr 3.10.0"
SECOND = "tesserocr 2.13.0"
BOTH = f"{ENGINE} + {SECOND}"
TESSDATA = "TESSDATA_PREFIX"
"""The variable by which the second engine knows the folder of its languages."""


def engine(tessdata: str) -> str:
    """The name of what reads scans today. tessdata: the folder of the second engine's languages, '' where none is asked for."""
    return BOTH if has_second(tessdata) else ENGINE


def has_second(tessdata: str) -> bool:
    """Whether a second engine is asked for and installed."""
    return bool(tessdata) and importlib.util.find_spec("tesserocr") is not None


def engines(read_by: str) -> str:
    """The names of the engines that read a page, as people are told them."""
    return read_by.removeprefix(f"{OCR} ")
