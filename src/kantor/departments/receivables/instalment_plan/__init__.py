"""What a customer owes for an invoice is paid in instalments: the open item is replaced by one for each of them."""
