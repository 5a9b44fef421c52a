"""Commands: pure functions from letter to letter, one module for each part of the letter."""
