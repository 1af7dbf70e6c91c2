"""The check of an e-invoice for everybody: its readable page and what the rules say, nothing is stored."""
