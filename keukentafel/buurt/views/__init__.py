"""Screens of the neighbourhood service."""
