"""Contact moments and notes: one line per thing that happened."""
