"""An example of a package on the screen, for the walk over all addresses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from keukentafel.uitwisseling.map import Inleesmap
from keukentafel.uitwisseling.models import Inlezing
from tests.cast import Cast


def make_inlezing(cast: Cast) -> int:
    """A package that was refused, with its list of faults."""
    made = Inlezing.objects.create(bron="oud systeem", door=cast.bea, status="geweigerd", fouten=1)
    place = Inleesmap(made.sleutel)
    place.receive([b""])
    place.fouten.write_text("resource,row,column,rule,message\n")
    return made.pk


UITWISSELING: dict[str, Callable[[Cast], Any]] = {"inlezing_id": make_inlezing}
