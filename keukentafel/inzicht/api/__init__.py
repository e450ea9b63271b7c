"""The reports for other systems: read only, the same answers as the command line (docs/adr/0015)."""
