"""Addresses of screens, for a page that has a hundred of those."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, reverse

MERK = 9007199254740000  # of the first number; no record has it


def url_of(naam: str, *nummers: int) -> str:
    """The same as `reverse(naam, args=nummers)`, of which the work is done once per name.

    Raises NoReverseMatch as reverse does.
    """
    return _pattern(naam, len(nummers), get_script_prefix(), settings.ROOT_URLCONF).format(*nummers)


@lru_cache(maxsize=512)
def _pattern(naam: str, aantal: int, _prefix: str, _urls: str) -> str:
    """The address with a place for each number."""
    address = reverse(naam, args=[MERK + place for place in range(aantal)]).replace("{", "{{").replace("}", "}}")
    for place in range(aantal):
        address = address.replace(str(MERK + place), f"{{{place}}}")
    return address
