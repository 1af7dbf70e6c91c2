"""What currencies are roughly worth: enough to see that a rate cannot be right, never to convert anything."""

from decimal import Decimal

# Euros for one unit at the turn of 2025 to 2026, from general knowledge: rough orders of magnitude, to catch a rate that is wrong by a
# factor. They come from no published rates, and nothing may be converted with them.
WORTH_EUR = {
    currency: Decimal(worth)
    for currency, worth in (
        *(("EUR", "1"), ("USD", "0.86"), ("GBP", "1.15"), ("CHF", "1.07"), ("PLN", "0.24"), ("CZK", "0.041"), ("HUF", "0.0026")),
        *(("DKK", "0.134"), ("SEK", "0.092"), ("NOK", "0.086"), ("RON", "0.197"), ("BGN", "0.511"), ("ISK", "0.0068"), ("RSD", "0.0085")),
        *(("TRY", "0.02"), ("UAH", "0.02"), ("ILS", "0.26"), ("AED", "0.234"), ("SAR", "0.229"), ("ZAR", "0.05")),
        *(("JPY", "0.0055"), ("CNY", "0.121"), ("HKD", "0.11"), ("TWD", "0.027"), ("KRW", "0.0006"), ("INR", "0.0097")),
        *(("SGD", "0.66"), ("IDR", "0.000052"), ("MYR", "0.2"), ("THB", "0.027"), ("VND", "0.000033"), ("PHP", "0.0146")),
        *(("AUD", "0.56"), ("NZD", "0.5"), ("CAD", "0.62"), ("BRL", "0.16"), ("MXN", "0.048")),
    )
}


def usual_rate(currency: str, own: str) -> Decimal | None:
    """Units of `own` for one of `currency`, roughly; None where nothing is known of either."""
    worth, own_worth = WORTH_EUR.get(currency), WORTH_EUR.get(own)
    return worth / own_worth if worth and own_worth else None
