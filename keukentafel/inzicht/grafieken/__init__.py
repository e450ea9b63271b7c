"""Figures as drawings: one module per family of charts, `tekenaar` chooses. Source: screens.md 4.3."""
