"""Accounts receivable: invoices to customers, from the order to the file that leaves the house."""
