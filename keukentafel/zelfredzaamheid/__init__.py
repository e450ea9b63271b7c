"""Measurements per person with a versioned instrument; only the domains that the question needs."""
