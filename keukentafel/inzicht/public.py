"""The only door into inzicht for other rooms. It names what there is without the engine behind it.

`keukentafel.inzicht.rapport.make_report` and `motor` are imported by the command when they are needed.
"""

from keukentafel.inzicht.businesscases import Postinvoer, add_post, create_businesscase, fix_version
from keukentafel.inzicht.koppelingen import confirm_koppelsleutel, make_koppelsleutel
from keukentafel.inzicht.kwaliteit import condition, quality_lines
from keukentafel.inzicht.permissions import works_in_team
from keukentafel.inzicht.praktijkscan import (
    Bevindinginvoer,
    Puntinvoer,
    begin_scan,
    close_scan,
    record_bevinding,
    record_punt,
)
from keukentafel.inzicht.register import Definitie, definities
from keukentafel.inzicht.selectors import cases_of
from keukentafel.inzicht.states import Postsoort
from keukentafel.inzicht.verkennen import cases_explored
from keukentafel.inzicht.vraag import Periode, Vraag, Vraagfout

__all__ = [
    "Bevindinginvoer",
    "Definitie",
    "Periode",
    "Postinvoer",
    "Postsoort",
    "Puntinvoer",
    "Vraag",
    "Vraagfout",
    "add_post",
    "begin_scan",
    "cases_explored",
    "cases_of",
    "close_scan",
    "condition",
    "confirm_koppelsleutel",
    "create_businesscase",
    "definities",
    "fix_version",
    "make_koppelsleutel",
    "quality_lines",
    "record_bevinding",
    "record_punt",
    "works_in_team",
]
