"""A day on which the company works though its country does not, or the other way round."""
