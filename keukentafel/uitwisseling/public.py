"""The only door into uitwisseling for other rooms: re-exports, no logic."""

from keukentafel.uitwisseling.cellen import value_for
from keukentafel.uitwisseling.definitie import Kolom, Resource, Soort, resources
from keukentafel.uitwisseling.fouten import Fout, Foutenlijst, Pakketfout
from keukentafel.uitwisseling.moment import one_moment
from keukentafel.uitwisseling.pakket import Pakket, open_package
from keukentafel.uitwisseling.tabel import Tabel, read_table
from keukentafel.uitwisseling.uitvoer import Sleutelbos
from keukentafel.uitwisseling.vertaling.register import VERTALINGEN

__all__ = [
    "VERTALINGEN",
    "Fout",
    "Foutenlijst",
    "Kolom",
    "Pakket",
    "Pakketfout",
    "Resource",
    "Sleutelbos",
    "Soort",
    "Tabel",
    "one_moment",
    "open_package",
    "read_table",
    "resources",
    "value_for",
]
