"""What is owed or held in another currency is valued at the rate of a closing day, and valued back on the next."""
