"""The use cases of the program without a window: export, check, rules."""
