"""Casus: its phase and stand, the roles on it (one regisseur at a time), hand-over."""
