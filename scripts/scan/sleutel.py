"""Makes and ends the key with which a scanner asks the interface: `python -m scripts.scan.sleutel maak|einde`."""

from __future__ import annotations

import os
import sys
from datetime import timedelta

import django


def main(what: str) -> None:
    """`maak` prints the number and the text of a key of one team, confirmed; `einde NUMBER` ends it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.utils import timezone

    from keukentafel.audit.public import SYSTEEM
    from keukentafel.inzicht.api.vragers import exact_reports
    from keukentafel.inzicht.koppelingen import confirm_koppelsleutel, end_koppelsleutel, make_koppelsleutel
    from keukentafel.inzicht.models import Koppelsleutel
    from keukentafel.teams.public import Team
    from keukentafel.toegang.public import Gebruiker

    if what == "einde":
        end_koppelsleutel(by=SYSTEEM, sleutel=Koppelsleutel.objects.get(pk=int(sys.argv[2])))
        return
    made, text = make_koppelsleutel(
        by=SYSTEEM, naam="scan", tot=timezone.localdate() + timedelta(30), team=Team.objects.get(naam="Team Noord"),
        rapporten=exact_reports(),
    )  # fmt: skip
    confirm_koppelsleutel(by=Gebruiker.objects.get(naam="Tom Brouwer"), sleutel=made)
    print(made.pk, text)


if __name__ == "__main__":
    main(sys.argv[1])
