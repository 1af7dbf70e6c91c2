"""What changes of a contract from a day on: prices, or its end after notice."""
