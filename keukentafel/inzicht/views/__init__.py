"""The screens of Inzicht: they show what was made, with its day."""
