"""The work behind the desk: what the workers do, and how it is handed out to them."""
