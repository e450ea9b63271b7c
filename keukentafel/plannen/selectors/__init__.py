"""Reads of this room, by screen."""
