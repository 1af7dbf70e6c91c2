"""A person gets a role for the client, from a day on."""
