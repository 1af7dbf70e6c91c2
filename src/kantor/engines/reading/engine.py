"""Which engine recognises letters, as pages name it that were read by it."""

from kantor.words import OCR

ENGINE = f"{OCR} rapidocr 3.10.0"
