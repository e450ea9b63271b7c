"""Closing with its review, aftercare and satisfaction."""
