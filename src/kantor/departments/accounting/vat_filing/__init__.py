"""The note that a VAT return reached the tax office."""
