"""How someone looks at a list: its saved views, and what was changed from it in one go."""
