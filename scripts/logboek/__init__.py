"""Harnesses for the log: `python -m scripts.logboek velden|regels|knoeien|controle|kosten|gezien` prints what it found.

They make their own lines and, where one is needed, their own database; the short forms are tests in tests/audit.
"""

from scripts.logboek.verzonnen import invented_lines

__all__ = ["invented_lines"]
