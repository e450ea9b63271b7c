"""The door of tijdlijn."""

from keukentafel.tijdlijn.bronnen import TIJDLIJNBRONNEN, Tijdlijnitem
from keukentafel.tijdlijn.models import Contactmoment

__all__ = ["TIJDLIJNBRONNEN", "Contactmoment", "Tijdlijnitem"]
