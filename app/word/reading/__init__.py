"""The steps from the bytes of a Word file to a Document, each in a module; the way in is app.word.read."""
