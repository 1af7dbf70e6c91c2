"""The screen on which everybody sees how well the machine reads, and two people let a stopped rule pass values again."""
