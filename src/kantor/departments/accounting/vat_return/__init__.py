"""The VAT return of a period, from what was posted with tax codes to the file for the tax office and what is owed to it."""
