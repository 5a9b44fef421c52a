"""Templates in the window: their page, the small form of prompts, keeping a letter as a template."""
