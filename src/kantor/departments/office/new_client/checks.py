"""What a country takes for granted about a client whose books follow its law, and what is wrong with a client that shall be taken on."""

import re
from collections.abc import Iterator

from kantor.countries import COUNTRIES, check_bic, check_iban, check_tax_id, law, working_days
from kantor.words import Finding, Severity
from kantor.words.authority import NewClient

LANGUAGES = ("en", "de", "pl", "id")
CHARTS = tuple(dict.fromkeys(chart for country in sorted(COUNTRIES) for chart in law(country).charts))
MONTHS = range(1, 13)
CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CURRENCY = re.compile(r"[A-Z]{3}")


def granted(country: str) -> dict[str, str | int]:
    """Currency, language, chart of accounts and first month of the fiscal year of a country; nothing where there is no law of it."""
    if country not in COUNTRIES:
        return {}
    known = law(country)
    return {
        "currency": known.currency,
        "language": known.languages[0],
        "chart": known.default_chart,
        "fiscal_year_start": known.fiscal_year_starts_in_month,
    }


def faults_of(client: NewClient) -> Iterator[Finding]:
    """What cannot be: its country's law, its numbers and its code are judged, not who works for it."""
    country = client.country
    if country not in COUNTRIES:
        yield stop("country_without_law", "country", country=country, known=", ".join(sorted(COUNTRIES)))
        return
    if not CODE.fullmatch(client.code):
        yield stop("code_unusable", "code", code=client.code)
    if client.chart not in law(country).charts:
        yield stop("chart_unknown", "chart", country=country, chart=client.chart, known=", ".join(law(country).charts))
    if client.fiscal_year_start not in MONTHS:
        yield stop("month_unknown", "fiscal_year_start")
    if not CURRENCY.fullmatch(client.currency):
        yield stop("currency_unknown", "currency", currency=client.currency)
    if client.language not in LANGUAGES:
        yield stop("language_unknown", "language", language=client.language, known=", ".join(LANGUAGES))
    if client.region and not _has_calendar(country, client.region):
        yield stop("region_unknown", "region", country=country, region=client.region)
    yield from _number_faults(client)


def stop(key: str, field: str, **evidence: str) -> Finding:
    return Finding(key=f"office.{key}", severity=Severity.STOP, field=field, evidence=evidence)


def _number_faults(client: NewClient) -> Iterator[Finding]:
    for field, number in (("vat_id", client.vat_id), ("tax_number", client.tax_number)):
        if number and not (check := check_tax_id(number, client.country)).valid:
            yield stop("tax_id_invalid", field, number=number, country=client.country, reason=f"countries.check.{check.reason_key}")
    # an account number without a country in front is a local one, which has no check digits
    if client.own_iban[:2].isalpha() and not check_iban(client.own_iban).valid:
        yield stop("iban_invalid", "own_iban", iban=client.own_iban)
    if client.own_bic and not check_bic(client.own_bic).valid:
        yield stop("bic_invalid", "own_bic", bic=client.own_bic)


def _has_calendar(country: str, region: str) -> bool:
    try:
        working_days(country, region)
    except LookupError:
        return False
    return True
