"""The dialogs of the window; each is freed when it closes."""
