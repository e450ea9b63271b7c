"""The only door into uitwisseling for other rooms: re-exports, no logic."""

from keukentafel.uitwisseling.bronnen import sources_of
from keukentafel.uitwisseling.cellen import is_date, value_for
from keukentafel.uitwisseling.csvlezen import Leesfout, read_csv
from keukentafel.uitwisseling.definitie import NAAM as PAKKETBESTAND
from keukentafel.uitwisseling.definitie import Kolom, Resource, Soort, descriptor, resources
from keukentafel.uitwisseling.fouten import Fout, Foutenlijst, Pakketfout
from keukentafel.uitwisseling.inlezen import import_package
from keukentafel.uitwisseling.models import Bron
from keukentafel.uitwisseling.moment import one_moment
from keukentafel.uitwisseling.pakket import Pakket, open_package
from keukentafel.uitwisseling.tabel import Tabel, read_table
from keukentafel.uitwisseling.uitvoer import Sleutelbos, cell
from keukentafel.uitwisseling.vertaling.register import VERTALINGEN
from keukentafel.uitwisseling.vertaling.stempels import DELEN, VAK, Deel, ids_of, shared_stamp

__all__ = [
    "DELEN",
    "PAKKETBESTAND",
    "VAK",
    "VERTALINGEN",
    "Bron",
    "Deel",
    "Fout",
    "Foutenlijst",
    "Kolom",
    "Leesfout",
    "Pakket",
    "Pakketfout",
    "Resource",
    "Sleutelbos",
    "Soort",
    "Tabel",
    "cell",
    "descriptor",
    "ids_of",
    "import_package",
    "is_date",
    "one_moment",
    "open_package",
    "read_csv",
    "read_table",
    "resources",
    "shared_stamp",
    "sources_of",
    "value_for",
]
