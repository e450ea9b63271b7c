"""Two who change the same thing: nothing that somebody typed is overwritten in silence (security.md D5, D6)."""
