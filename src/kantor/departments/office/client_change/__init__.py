"""A client's name, address, VAT id or own bank account changes."""
