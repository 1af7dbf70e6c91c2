"""A client joins or leaves the One Stop Shop of the Union."""
