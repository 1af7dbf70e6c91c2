"""An entry that comes again in a rhythm: a template, its days, and an entry for each."""
