"""Organisatie and Gebied: who does what in the neighbourhood."""
