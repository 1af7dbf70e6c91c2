"""A run of statements of account: a letter to each customer with what is open, none of it a reminder."""
