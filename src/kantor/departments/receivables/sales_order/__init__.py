"""An order of a customer: confirmed, billed by runs at once or as it is performed, less its down payment."""
