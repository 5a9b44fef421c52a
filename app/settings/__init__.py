"""What the clerk chose for good: declared options in a JSON file, and where the program keeps its files."""
