"""A person loses a role for the client; the day is the last one with it."""
