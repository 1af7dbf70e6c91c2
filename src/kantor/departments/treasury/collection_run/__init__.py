"""The collection run: direct debits by mandate, proposed by one person and released by another."""
