"""Accounts payable: suppliers' invoices from any format to posting, open item and payment proposal."""
