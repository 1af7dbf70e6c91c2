"""The door of the desk: the second factor at log-in, passkeys instead of a password, and the question whether it is still you."""
