"""The only door into inzicht for other rooms. It names what there is without the engine behind it.

`keukentafel.inzicht.rapport.make_report` and `motor` are imported by the command when they are needed.
"""

from keukentafel.inzicht.kwaliteit import condition, quality_lines
from keukentafel.inzicht.permissions import works_in_team
from keukentafel.inzicht.register import Definitie, definities
from keukentafel.inzicht.selectors import cases_of
from keukentafel.inzicht.verkennen import cases_explored
from keukentafel.inzicht.vraag import Periode, Vraag, Vraagfout

__all__ = [
    "Definitie",
    "Periode",
    "Vraag",
    "Vraagfout",
    "cases_explored",
    "cases_of",
    "condition",
    "definities",
    "quality_lines",
    "works_in_team",
]
