"""What comes from outside (a paste, another document) becomes parts of a letter."""
