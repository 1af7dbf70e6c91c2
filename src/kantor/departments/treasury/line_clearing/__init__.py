"""A line that stood in the suspense account is told where it belongs."""
