"""The door of socialekaart."""

from keukentafel.socialekaart.models import Gebied, Organisatie, Postcodegebied
from keukentafel.socialekaart.selectors import gebied_of_postcode

__all__ = ["Gebied", "Organisatie", "Postcodegebied", "gebied_of_postcode"]
