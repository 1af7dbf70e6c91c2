"""A budget or a forecast for a fiscal year: amounts by account, cost centre and month; the newest version of each that stands holds."""
