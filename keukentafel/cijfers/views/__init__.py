"""Screens of figures from other systems, and of price lists."""
