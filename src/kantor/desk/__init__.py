"""The clerk's screens, drawn from the declarations: log-in, home, queue, document beside form, palette."""
