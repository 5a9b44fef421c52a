"""The window: everything a clerk sees and touches."""
