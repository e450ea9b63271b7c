"""Per resource how its rows become objects of a room, and how objects become rows again."""
