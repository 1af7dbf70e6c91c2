"""The payment run: a proposal of payments that two people decide."""
