"""Lists: documents, what is owed, suppliers, the journal and what leaves the house, each figure a link to what it is made of."""
