"""The agencies that letters are drafted for: which one now, and the page where they are kept."""
