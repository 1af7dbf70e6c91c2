"""Costs of one centre are divided among others: by figures or percent, for a month, once, in an entry that nets to zero on each account."""
