"""Screens of meldingen."""
