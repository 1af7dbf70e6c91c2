"""A document's whole road: what came, what was read, found, decided and done, by whom, with proof."""
