"""The law of Germany: read once, as `LAW`."""

from kantor.countries.european_vat import treat
from kantor.countries.law import read_law
from kantor.countries.sales import european

LAW = read_law("DE", "germany", treat, european.treat)
