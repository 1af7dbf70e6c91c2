"""The work behind the desk: what the workers do for each client, how it is handed out to them, and who takes over from one that died."""
