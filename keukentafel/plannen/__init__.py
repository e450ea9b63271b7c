"""Ondersteuningsplan, Doel, actie, Inzet (the arrangement) and evaluation; the plan to take home."""
