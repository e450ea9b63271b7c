"""Screens of one case and of many at once; the overview itself is composed in werkplek."""
