"""Document beside form: the screen on which a clerk sees what came in, what was read, what it will do, and decides."""
