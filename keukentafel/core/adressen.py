"""Addresses of screens with one number in them, for a page that has a hundred of those."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def url_of(naam: str, nummer: int) -> str:
    """The same as `reverse(naam, args=[nummer])`, of which the work is done once per name.

    Raises NoReverseMatch as reverse does.
    """
    before, after = _halves(naam, get_script_prefix())
    return f"{before}{nummer}{after}"


@lru_cache(maxsize=256)
def _halves(naam: str, _prefix: str) -> tuple[str, str]:
    mark = "9007199254740991"
    before, _, after = reverse(naam, args=[int(mark)]).partition(mark)
    return before, after
