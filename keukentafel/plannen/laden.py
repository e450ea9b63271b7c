"""Load the shipped plan templates: those whose code is not there yet."""

import tomllib
from pathlib import Path

from keukentafel.audit.public import SYSTEEM
from keukentafel.plannen.actions.sjabloon import publish_sjabloon
from keukentafel.plannen.models import Plansjabloon

PATH = Path(__file__).with_name("data") / "sjablonen.toml"


def load_sjablonen() -> int:
    """Publish what is missing; returns how many. A municipality's own version of a code is left alone."""
    data = tomllib.loads(PATH.read_text(encoding="utf-8"))
    known = set(Plansjabloon.objects.values_list("code", flat=True))
    missing = [entry for entry in data["sjabloon"] if entry["code"] not in known]
    for entry in missing:
        publish_sjabloon(
            by=SYSTEEM, code=entry["code"], naam=entry["naam"],
            inhoud={"doelen": entry["doelen"]}, bron=data["bron"],
        )  # fmt: skip
    return len(missing)
