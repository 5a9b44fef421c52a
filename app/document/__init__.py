"""What a Word file says, with effective formatting: no XML, no layout, only values."""
