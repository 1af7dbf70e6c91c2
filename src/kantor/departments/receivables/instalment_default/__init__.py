"""Instalments were not paid: what is left of the invoice is due at once."""
