"""From the trial balance down to the page: account, entry, document."""
