"""Reads: in which area something lies."""

from keukentafel.socialekaart.models import Postcodegebied


def gebied_of_postcode(postcode: str) -> int | None:
    """Return the id of the area of a postcode (1234AB): the most precise row, None when there is none."""
    wanted = [postcode[:6], postcode[:4]]
    found = dict(Postcodegebied.objects.filter(postcode__in=wanted).values_list("postcode", "gebied_id"))
    return next((found[key] for key in wanted if key in found), None)
