"""The redacted successor of a document about several people: it takes the other's place, which may be erased then."""
