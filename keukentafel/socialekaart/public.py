"""The door of socialekaart."""

from keukentafel.socialekaart.actions import (
    create_gebied,
    create_organisatie,
    import_postcodes,
    update_gebied,
    update_organisatie,
)
from keukentafel.socialekaart.models import Gebied, Organisatie, Postcodegebied
from keukentafel.socialekaart.postcodes import PostcodeFout, Postcoderegel, normalize_postcode
from keukentafel.socialekaart.selectors import (
    alternatives_for,
    areas_by_postcode,
    gebied_of_postcode,
    list_gebieden,
    list_organisaties,
)

__all__ = [
    "Gebied",
    "Organisatie",
    "PostcodeFout",
    "Postcodegebied",
    "Postcoderegel",
    "alternatives_for",
    "areas_by_postcode",
    "create_gebied",
    "create_organisatie",
    "gebied_of_postcode",
    "import_postcodes",
    "list_gebieden",
    "list_organisaties",
    "normalize_postcode",
    "update_gebied",
    "update_organisatie",
]
