"""The form: the fields of a letter in the order of its page."""
