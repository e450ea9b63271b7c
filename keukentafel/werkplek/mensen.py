"""The block "Wie horen erbij" of the casuspagina: who lives in the household today, with age."""

from django.utils import timezone

from keukentafel.casussen.public import Casustoegang, Overzichtsblok, household_today
from keukentafel.core.adressen import url_of
from keukentafel.core.schermdelen import Persoonregel
from keukentafel.personen.public import Huishoudlid, persoonskaart
from keukentafel.toegang.public import Veld


def people_block(toegang: Casustoegang) -> Overzichtsblok | None:
    """One line per member, adults first; None when the reader may not know who they are. No query of its own."""
    if not toegang.besluit.mag_zien(Veld.IDENTITEIT):
        return None
    home = toegang.casus.huishouden_id
    lines = [_line(lid, toegang, home) for lid in household_today(toegang.casus)]
    context = {"mensen": lines, "huishouden_url": url_of("personen:huishouden", home)}
    return Overzichtsblok("", "werkplek/_mensen.html", context, volgorde=10)


def _line(lid: Huishoudlid, toegang: Casustoegang, home: int) -> Persoonregel:
    card = persoonskaart(lid.persoon, toegang.besluit, timezone.localdate(), met_bsn=False)
    age = f"{card.leeftijd} jaar" if card.leeftijd is not None else ""
    child = "kind" if lid.rol == "kind" and not age else ""
    return Persoonregel(card.naam, age or child, url_of("personen:persoon", home, lid.persoon_id))
