"""Persoon, Huishouden, membership and relations over time, BSN."""
