"""Money: an exact amount in a currency. Never a float, never rounded unless asked, never added to another currency."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Clamped, Context, Decimal, DivisionByZero, Inexact, InvalidOperation, Overflow
from math import lcm
from typing import Self

# Decimal places of ISO 4217 currencies that do not have two. The rupiah has two on paper although nobody pays with them.
EXPONENTS = {
    **dict.fromkeys(["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"], 0),
    **dict.fromkeys(["RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"], 0),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
    **dict.fromkeys(["CLF", "UYW"], 4),
}
USUAL_EXPONENT = 2
# (thousands, decimal point, digits before the point from which thousands are set apart), by the custom of each language (CLDR)
FIGURES = {"en": (",", ".", 4), "de": (".", ",", 4), "pl": ("\u00a0", ",", 5), "id": (".", ",", 4)}

_CODE = re.compile("[A-Z]{3}")
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP, traps=[Inexact, InvalidOperation, DivisionByZero, Overflow, Clamped])
_ROUNDED = Context(prec=60, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])


class CurrencyMismatch(ValueError):
    """Amounts of two currencies were to be added or compared."""


def exponent(currency: str) -> int:
    """Decimal places of the currency's smallest unit: EUR 2, JPY 0, KWD 3."""
    return EXPONENTS.get(currency, USUAL_EXPONENT)


def half_up(amount: Decimal, places: int) -> Decimal:
    """`amount` to `places` decimals; a half goes away from zero, as commercial rounding does."""
    return amount.quantize(Decimal(1).scaleb(-places), context=_ROUNDED)


@dataclass(frozen=True, slots=True)
class Money:
    """`Money(Decimal("12.50"), "EUR")`. The amount may have any number of decimals; `rounded()` gives the currency's own.

    Raises TypeError for a float or any other inexact amount, ValueError for what is no currency code or no finite number.
    """

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Decimal):
            raise TypeError(f"an amount is a Decimal, not {type(self.amount).__name__}")
        if not self.amount.is_finite():
            raise ValueError("an amount is a finite number")
        if not _CODE.fullmatch(self.currency):
            raise ValueError(f"{self.currency!r} is not a currency code such as EUR")

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> Self:
        """From digits as written ("1234.50"), a whole number or a Decimal. Raises TypeError for a float."""
        if isinstance(amount, bool) or not isinstance(amount, Decimal | int | str):
            raise TypeError(f"an amount is a Decimal, int or str, not {type(amount).__name__}")
        try:
            return cls(Decimal(amount), currency)
        except InvalidOperation as error:
            raise ValueError(f"{amount!r} is not an amount") from error

    @classmethod
    def from_minor(cls, units: int, currency: str) -> Self:
        """From the currency's smallest units (cents), as ledger rows keep them."""
        return cls(Decimal(units).scaleb(-exponent(currency), context=_EXACT), currency)

    @classmethod
    def zero(cls, currency: str) -> Self:
        return cls.from_minor(0, currency)

    @property
    def minor(self) -> int:
        """The amount in the currency's smallest units. Raises ValueError where it has more decimals than the currency: round first."""
        units = self.amount.scaleb(exponent(self.currency), context=_EXACT)
        if units != units.to_integral_value():
            raise ValueError(f"{self} has more decimals than {self.currency}; round it first")
        return int(units)

    def rounded(self) -> Self:
        """To the currency's own decimals, a half away from zero."""
        return type(self)(half_up(self.amount, exponent(self.currency)), self.currency)

    def converted(self, rate: Decimal, currency: str) -> Self:
        """In another currency: `rate` units of it for one of this one, rounded to its decimals."""
        return type(self)(_EXACT.multiply(self.amount, rate), currency).rounded()

    def allocate(self, weights: Sequence[Decimal | int]) -> list[Self]:
        """Split by weights without losing a cent: the parts add up to the whole exactly.

        The amount must have the currency's decimals, weights are not negative and not all zero. Cents left over go, one each, to the
        parts that lost most by rounding down, the first of equals first.
        """
        whole_weights = _as_integers(weights)
        total = sum(whole_weights)
        if total <= 0 or any(weight < 0 for weight in whole_weights):
            raise ValueError("weights are not negative and not all zero")
        units = self.minor
        shares = [divmod(abs(units) * weight, total) for weight in whole_weights]
        parts = [part for part, _ in shares]
        losers = sorted(range(len(parts)), key=lambda i: (-shares[i][1], i))
        for i in losers[: abs(units) - sum(parts)]:
            parts[i] += 1
        sign = -1 if units < 0 else 1
        return [self.from_minor(sign * part, self.currency) for part in parts]

    def figures(self, language: str, *, places: int | None = None) -> str:
        """The amount as people of that language write it, without the currency: 1,234.50 or 1.234,50."""
        wanted = exponent(self.currency) if places is None else places
        thousands, point, from_digits = FIGURES[language]
        sign, digits = ("-" if self.amount < 0 else ""), f"{abs(half_up(self.amount, wanted)):f}"
        whole, _, decimals = digits.partition(".")
        if len(whole) >= from_digits:
            whole = f"{int(whole):,}".replace(",", thousands)
        text = whole + (point + decimals if decimals else "")
        return sign + text if any(digit in text for digit in "123456789") else text

    def format(self, language: str) -> str:
        """The amount with its currency code: "EUR 1,234.50" in English, "1.234,50 EUR" elsewhere, with a space that does not break."""
        figures = self.figures(language)
        return f"{self.currency}\u00a0{figures}" if language == "en" else f"{figures}\u00a0{self.currency}"

    def __add__(self, other: Self) -> Self:
        return type(self)(_EXACT.add(self.amount, self._same(other)), self.currency)

    def __sub__(self, other: Self) -> Self:
        return type(self)(_EXACT.subtract(self.amount, self._same(other)), self.currency)

    def __mul__(self, factor: Decimal | int) -> Self:
        if isinstance(factor, bool) or not isinstance(factor, Decimal | int):
            raise TypeError(f"money is multiplied by a Decimal or an int, not by {type(factor).__name__}")
        return type(self)(_EXACT.multiply(self.amount, Decimal(factor)), self.currency)

    __rmul__ = __mul__

    def __neg__(self) -> Self:
        return type(self)(self.amount.copy_negate() if self.amount else self.amount, self.currency)

    def __abs__(self) -> Self:
        return type(self)(self.amount.copy_abs(), self.currency)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __lt__(self, other: Self) -> bool:
        return self.amount < self._same(other)

    def __le__(self, other: Self) -> bool:
        return self.amount <= self._same(other)

    def __gt__(self, other: Self) -> bool:
        return self.amount > self._same(other)

    def __ge__(self, other: Self) -> bool:
        return self.amount >= self._same(other)

    def __str__(self) -> str:
        return f"{self.amount:f} {self.currency}"

    def _same(self, other: "Money") -> Decimal:
        if not isinstance(other, Money):
            raise TypeError(f"money is added to and compared with money, not with {type(other).__name__}")
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self} and {other} have different currencies; convert one of them")
        return other.amount


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The exact sum; zero in `currency` where there is nothing to add."""
    return sum(amounts, Money.zero(currency))


def _as_integers(weights: Sequence[Decimal | int]) -> list[int]:
    """The same proportions in whole numbers."""
    ratios = [Decimal(weight).as_integer_ratio() for weight in weights]
    common = lcm(*(denominator for _, denominator in ratios))
    return [numerator * (common // denominator) for numerator, denominator in ratios]
