"""Finds the law of a country."""

from kantor.countries.germany import LAW as GERMANY
from kantor.countries.indonesia import LAW as INDONESIA
from kantor.countries.law import Law
from kantor.countries.poland import LAW as POLAND
from kantor.countries.vat import Purchase, Treatment

_LAWS = {found.country: found for found in (GERMANY, POLAND, INDONESIA)}
COUNTRIES = tuple(_LAWS)
"""ISO codes of the countries whose law is known: where a client company may have its seat."""


def law(country: str) -> Law:
    """The law of the country by its ISO code; LookupError for one that is not known."""
    try:
        return _LAWS[country.upper()]
    except KeyError:
        raise LookupError(f"the law of {country} is not known, only that of {', '.join(COUNTRIES)}") from None


def vat_treatment(purchase: Purchase) -> Treatment:
    """What the buyer books for the purchase, by the law of the buyer's country; LookupError where that is not known."""
    return law(purchase.buyer_country).treat(purchase)
