"""The window for the office's own Word skeletons and letterheads, and the field that chooses one."""
