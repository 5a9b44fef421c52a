"""The office's memory in the window: kept up to date, backed up, restored, told of when in trouble."""
