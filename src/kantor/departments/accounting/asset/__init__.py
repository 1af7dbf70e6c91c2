"""A fixed asset, from what it cost to nothing: its plan of depreciation, and an entry for each month or year of it."""
