"""The body editor: a text editor whose document mirrors the blocks of a letter's text."""
