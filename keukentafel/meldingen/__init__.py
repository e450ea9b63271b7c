"""Melding, regiecheck, triage, terugkoppeling: what comes in at the door."""
