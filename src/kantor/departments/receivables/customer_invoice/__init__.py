"""An invoice to a customer: its fields, its VAT by law, its file in the customer's format, and its postings."""
