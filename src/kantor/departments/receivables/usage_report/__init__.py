"""What a customer used or got under a contract: readings of meters, quantities delivered, typed or from a sheet."""
