"""The open letter: commands, undo, recovery, saving, export, preview. Knows no Qt."""
