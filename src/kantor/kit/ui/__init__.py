"""What every screen is made of: look, icons, keyboard, and how words, money and days are shown in the reader's language."""
