"""The office's memory: agencies, signers, address book, templates, skeletons, written letters."""
