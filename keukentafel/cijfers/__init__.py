"""Figures that are kept: dated series from other systems, and reports as they were known on a day.

Nouns: Reeks (what is counted, in which unit, by whom: inhabitants, care use, budgets, surveys), Reekspunt (one value of
it, of a day or a period, of an area or a team), Bevrorenrapport (a report as it was, to compare with today). A series
holds counts and never a person (R-160, R-177, R-181).
"""
