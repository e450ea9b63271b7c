"""The block "Wie horen erbij" of the casuspagina: who lives in the household today, with age."""

from django.urls import reverse
from django.utils import timezone

from keukentafel.casussen.public import Casustoegang, Overzichtsblok
from keukentafel.core.schermdelen import Persoonregel
from keukentafel.personen.public import Huishoudlid, persoonskaart
from keukentafel.toegang.public import Veld


def people_block(toegang: Casustoegang) -> Overzichtsblok | None:
    """One line per member, adults first; None when the reader may not know who they are. One query."""
    if not toegang.besluit.mag_zien(Veld.IDENTITEIT):
        return None
    today, home = timezone.localdate(), toegang.casus.huishouden_id
    members = Huishoudlid.objects.valid_on(today).filter(huishouden=home).select_related("persoon")
    lines = [_line(lid, toegang, home) for lid in members.order_by("-rol", "persoon__geboortedatum", "pk")]
    context = {"mensen": lines, "huishouden_url": reverse("personen:huishouden", args=[home])}
    return Overzichtsblok("", "werkplek/_mensen.html", context, volgorde=10)


def _line(lid: Huishoudlid, toegang: Casustoegang, home: int) -> Persoonregel:
    card = persoonskaart(lid.persoon, toegang.besluit, timezone.localdate(), met_bsn=False)
    age = f"{card.leeftijd} jaar" if card.leeftijd is not None else ""
    child = "kind" if lid.rol == "kind" and not age else ""
    return Persoonregel(card.naam, age or child, reverse("personen:persoon", args=[home, lid.persoon_id]))
