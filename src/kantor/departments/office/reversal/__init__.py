"""The counter-document: undoes the effect of another document as it was recorded."""
