"""What every page knows of its reader: main menu, demo banner, idle limit."""

from base64 import b64encode
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch
from django.utils.crypto import salted_hmac

from keukentafel.core.adressen import url_of
from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.models import Gebruiker
from keukentafel.toegang.noodtoegang import shown_noodtoegang
from keukentafel.toegang.rechten import may_ever

VER = (False, 0)  # the page has nothing to do with this entry
MENU = (
    ("Vandaag", "werkplek:vandaag", "eigen_werk"),
    ("Meldingen", "meldingen:bak", "melding_inzien"),
    ("Casussen", "werkplek:casuslijst", "casuslijst_inzien"),
    ("Buurt", "buurt:overzicht", "buurt_inzien"),
    ("Team", "werkplek:teambord", "teambord_inzien"),
    ("Inzicht", "inzicht:overzicht", "inzicht_inzien"),
    ("Aanvragen", "voorzieningen:bak", "aanvraag_inzien"),
    ("Privacy", "privacy:start", "privacy_bewaken"),
    ("Beheer", "referentielijsten:overzicht", "lijst_wijzigen"),
)
NIEUW = (
    ("Melding", "meldingen:nieuw", "melding_registreren"),
    ("Acuut gevaar", "meldingen:acuut", "melding_registreren"),
)


EIGEN = (
    ("Mijn gesprekken", "tijdlijn:agenda", "casuslijst_inzien"),
    ("Wie moet ik hebben", "werkplek:wie", "collega_zoeken"),
    ("Noodtoegang", "werkplek:noodtoegang", "noodtoegang_openen"),
    ("Wat wij kunnen aanvullen", "inzicht:kwaliteit", "kwaliteit_inzien"),
    ("Knelpunten in regels", "inzicht:knelpunten", "knelpunten_inzien"),
    ("Verwerkingsregister", "toegang:verwerkingen", "register_inzien"),
    ("Mijn werkdruk", "casussen:belasting", "belasting_afspreken"),
)


def toegang(request: HttpRequest) -> dict[str, Any]:
    """Context for every template: who reads, his menus, the demo, the municipality, `vergrendeling_na` (seconds)."""
    user = getattr(request, "user", None)
    known = user if isinstance(user, Gebruiker) else None
    return {
        "gebruiker": known,
        "hoofdmenu": _menu(request, known, MENU) if known else [],
        "nieuwmenu": _menu(request, known, NIEUW) if known else [],
        "eigenmenu": _menu(request, known, EIGEN) if known else [],
        "mag_zoeken": known is not None and may_ever(known, "dossier_zoeken"),
        "noodtoegang": shown_noodtoegang(known) if known else None,
        "demo": settings.DEMO,
        "spelers": demo_cast if settings.DEMO and known is None else (),
        "gemeente": settings.GEMEENTE_NAAM,
        "vergrendeling_na": settings.VERGRENDELING_NA,
        "conceptsleutel": draft_key(known.pk) if known else "",
    }


@lru_cache(maxsize=4096)
def draft_key(user_id: int) -> str:
    """The key (base64, 256 bits) under which this user's browser keeps what it could not send; see core/js/kluis.js.

    The same for all sessions of the user, so that after logging in anew his text is still there. It falls with
    SECRET_KEY, which ends every session too.
    """
    return b64encode(salted_hmac("keukentafel.concept", str(user_id), algorithm="sha256").digest()).decode()


def demo_cast() -> list[dict[str, Any]]:
    """The demo users, one per role, with what each role is for; empty outside the demo."""
    roles = load_matrix().rollen
    users = Gebruiker.objects.filter(demo=True, is_active=True, demo_speler=True).order_by("pk")
    return [
        {
            "pk": user.pk,
            "naam": user.naam,
            "omschrijving": " ".join(roles[rol] for rol in sorted(user.rollen)),
        }
        for user in users
    ]


def _menu(request: HttpRequest, user: Gebruiker, entries: tuple[tuple[str, str, str], ...]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for naam, view_name, action in entries:
        if not may_ever(user, action):
            continue
        try:
            url = url_of(view_name)
        except NoReverseMatch:
            continue
        items.append({"naam": naam, "url": url, "actief": False, "toets": ""})
    nearest = max((_nearness(request.path, item["url"]) for item in items), default=VER)
    for item in items:
        item["actief"] = nearest > VER and _nearness(request.path, item["url"]) == nearest
    return items


def _nearness(path: str, url: str) -> tuple[bool, int]:
    """How near a page is to an entry of the menu: below it, else in its section. The nearest is the active one."""
    section = "/".join(url.split("/")[:2]) + "/"  # /beheer/lijsten/ lies in /beheer/
    if url == path or (section != "//" and path.startswith(url)):
        return True, len(url)
    return (False, len(section)) if section != "//" and path.startswith(section) else VER
