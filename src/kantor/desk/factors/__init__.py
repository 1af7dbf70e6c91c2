"""One's own second factor: an authenticator app, passkeys, and the codes for the day on which both are lost."""
