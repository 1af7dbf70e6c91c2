"""The doors of the house: every channel hands files to `door.take_in` and tells its user what became of them."""
