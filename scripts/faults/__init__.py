"""Faults on purpose, through the real HTTP stack: nothing that was acknowledged may get lost (security.md D1-D4).

`python -m scripts.faults --help`; how it is built and what it found: docs/adr/0029.
"""
