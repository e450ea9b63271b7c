"""The resident's own statement stands in the dossier itself, above what he disputes (AVG 16)."""

from __future__ import annotations

from keukentafel.audit.public import note_read
from keukentafel.casussen.public import Casustoegang, Overzichtsblok
from keukentafel.privacy.selectors import statements_of
from keukentafel.toegang.public import Veld


def statement_block(toegang: Casustoegang) -> Overzichtsblok | None:
    """For the register OVERZICHT: the statements that hold today; None without one. One query when there is one."""
    casus = toegang.casus
    if not casus.huishouden.verklaring or not toegang.besluit.mag_zien(Veld.INHOUD):
        return None
    rows = statements_of(casus.huishouden_id)
    if not rows:
        return None
    note_read("verklaring_gelezen", casus, subjects=sorted({row.persoon_id for row in rows}))
    return Overzichtsblok("De inwoner zegt", "privacy/_verklaring.html", {"rijen": rows}, 0, "hoofd")
