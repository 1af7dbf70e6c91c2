"""What can be taken out of which files; the code that does it (`cutting`) is loaded in the sandbox only."""

KINDS = {"pages": "application/pdf", "rows": "text/csv", "elements": "application/xml"}
"""What is taken out -> the kind of file it is taken out of."""
CUT = "kantor.engines.redacting.cutting.without"
"""The function for the sandbox to run."""
