"""Load: simulated staff on a server as in production, in numbers (docs/metingen.md)."""
