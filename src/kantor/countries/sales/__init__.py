"""Value added tax on sales: what a seller charges to whom, on which ground, and under which code it is booked."""

from kantor.countries.sales.codes import Sale, SaleCode, SaleCodes, SaleTreatment, Sold, Wanted, read_codes

__all__ = ["Sale", "SaleCode", "SaleCodes", "SaleTreatment", "Sold", "Wanted", "read_codes"]
