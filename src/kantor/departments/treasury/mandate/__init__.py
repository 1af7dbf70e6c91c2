"""A mandate: a customer lets us collect what he owes from his account."""
