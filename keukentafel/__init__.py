"""Keukentafel: one household, one plan, one regisseur."""
