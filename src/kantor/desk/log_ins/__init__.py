"""One's own log-ins: where they are open, and their end."""
