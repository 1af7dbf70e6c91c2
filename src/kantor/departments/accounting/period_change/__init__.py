"""A month is held, closed or reopened, or its taxes are locked: two people decide, with a reason."""
