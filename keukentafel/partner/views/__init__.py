"""Screens: the form of the partner, and the keys in the administration."""
