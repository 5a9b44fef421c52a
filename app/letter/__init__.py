"""What a letter says: its data, its file format, the wording of its composed lines, its validation."""
