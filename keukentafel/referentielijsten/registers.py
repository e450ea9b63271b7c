"""What this room offers to the rooms above it: a place among the tabs of the administration."""

from dataclasses import dataclass

from keukentafel.core.register import Register


@dataclass(frozen=True)
class Beheertab:
    """A tab of the administration: its name, the name of its URL, and the action that opens it."""

    naam: str
    url_naam: str
    actie: str


BEHEERTABS: Register[Beheertab] = Register("tabbladen van Beheer")
BEHEERTABS.add("lijsten", Beheertab("Lijsten", "referentielijsten:overzicht", "lijst_inzien"))
BEHEERTABS.add("stelsels", Beheertab("Leefdomeinen", "referentielijsten:stelsels", "lijst_inzien"))
