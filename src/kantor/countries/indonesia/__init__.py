"""The law of Indonesia: read once, as `LAW`."""

from kantor.countries.indonesia.vat import treat
from kantor.countries.law import read_law
from kantor.countries.sales import indonesian

LAW = read_law("ID", "indonesia", treat, indonesian.treat)
