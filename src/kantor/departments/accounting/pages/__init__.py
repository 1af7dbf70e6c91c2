"""Reports on screen, printed and as sheets."""
