"""The only code that knows Word files: writing letters into them and reading any of them."""
