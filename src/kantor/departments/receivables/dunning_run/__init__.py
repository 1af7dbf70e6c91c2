"""A dunning run: what is overdue is asked for, by levels, with interest and fees; what is disputed or promised is left alone."""
