"""Screens of this room: for the team that asks, and for the back office that decides."""
