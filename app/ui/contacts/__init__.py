"""The address book in the window: its page, its import, and the chooser of the form."""
