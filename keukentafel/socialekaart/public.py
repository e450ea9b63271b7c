"""The door of socialekaart."""

from keukentafel.socialekaart.actions import (
    create_gebied,
    create_organisatie,
    import_postcodes,
    update_gebied,
    update_organisatie,
)
from keukentafel.socialekaart.bulk import (
    Gebiedrij,
    Organisatierij,
    bulk_change_gebieden,
    bulk_change_organisaties,
    bulk_register_gebieden,
    bulk_register_organisaties,
    deliver_gebieden,
    deliver_organisaties,
    take_gebieden,
)
from keukentafel.socialekaart.models import Gebied, Organisatie, Postcodegebied
from keukentafel.socialekaart.postcodes import PostcodeFout, Postcoderegel, normalize_postcode
from keukentafel.socialekaart.selectors import (
    alternatives_for,
    area_names,
    areas_by_postcode,
    gebied_of_postcode,
    list_gebieden,
    list_organisaties,
    tell_areas_apart,
)

__all__ = [
    "Gebied",
    "Gebiedrij",
    "Organisatie",
    "Organisatierij",
    "PostcodeFout",
    "Postcodegebied",
    "Postcoderegel",
    "alternatives_for",
    "area_names",
    "areas_by_postcode",
    "bulk_change_gebieden",
    "bulk_change_organisaties",
    "bulk_register_gebieden",
    "bulk_register_organisaties",
    "create_gebied",
    "create_organisatie",
    "deliver_gebieden",
    "deliver_organisaties",
    "gebied_of_postcode",
    "import_postcodes",
    "list_gebieden",
    "list_organisaties",
    "normalize_postcode",
    "take_gebieden",
    "tell_areas_apart",
    "update_gebied",
    "update_organisatie",
]
