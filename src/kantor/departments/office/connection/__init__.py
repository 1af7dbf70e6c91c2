"""A client agrees that the house hands over what it and another client bill each other."""
