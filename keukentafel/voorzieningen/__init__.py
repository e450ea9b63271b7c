"""Request for a maatwerk provision and what was decided."""
