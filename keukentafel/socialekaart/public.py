"""The door of socialekaart."""

from keukentafel.socialekaart.models import Gebied, Organisatie, Postcodegebied

__all__ = ["Gebied", "Organisatie", "Postcodegebied"]
