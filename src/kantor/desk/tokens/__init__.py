"""Keys for programs: one's own, made and ended."""
