"""The page: the file that would be exported, seen while it is being written."""
