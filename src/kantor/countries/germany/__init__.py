"""The law of Germany: read once, as `LAW`."""

from kantor.countries.european_vat import treat
from kantor.countries.law import read_law

LAW = read_law("DE", "germany", treat)
