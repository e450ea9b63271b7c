"""Writes: decide that what falls under several laws may be read together on one case, and withdraw that."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.actions.fasen import lock_open
from keukentafel.casussen.coordinatie import coordination_is_on
from keukentafel.casussen.models import Casus, Coordinatiebesluit
from keukentafel.casussen.permissions import subjects_of
from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import Wet
from keukentafel.teams.public import Medewerker

HOOGSTENS = timedelta(days=366)  # our own bound: then it is looked at again
NOOIT_SAMEN = (Wet.ALGEMEEN, Wet.VEILIGHEID)  # general is always open; safety has a field group of its own
ZONDER_GROND = "Uw gemeente heeft geen grond vastgelegd om over wetten heen samen te werken. Vraag de privacy officer."


@action("coordinatiebesluit_genomen")
def decide_coordinatie(
    *, by: Actor, casus: Casus, wetten: Collection[str], waarom: str, tot: date, medewerker: Medewerker | None,
    verteld_op: date | None = None, niet_verteld: str = "", versie: int | None = None,
) -> Coordinatiebesluit:  # fmt: skip
    """Decide to coordinate from today until and including `tot`, on the ground that the municipality gave (AVG 6).

    Raises Regelfout without such a ground, with fewer than two laws (that of the case counted), without a reason, for
    an end that is past or more than a year away, when it says neither that the resident was told (AVG 13, 14) nor why
    not, and while another decision holds.
    """
    if not coordination_is_on():
        raise Regelfout(ZONDER_GROND)
    today = timezone.localdate()
    named = sorted(set(wetten))
    if not set(named) <= set(Wet.values) - set(NOOIT_SAMEN):
        raise Regelfout("Deze wet kunt u hier niet kiezen.", veld="wetten")
    if not waarom.strip():
        raise Regelfout("Schrijf waarom het nodig is om dit samen te zien.", veld="waarom")
    if not today <= tot <= today + HOOGSTENS:
        raise Regelfout("Kies een dag vanaf vandaag, hoogstens een jaar verder.", veld="tot")
    if (verteld_op is None) == (not niet_verteld.strip()):
        raise Regelfout("Vul in wanneer de inwoner dit hoorde, of waarom nog niet.", veld="verteld_op")
    if verteld_op is not None and verteld_op > today:
        raise Regelfout("Deze dag moet nog komen. Kies vandaag of eerder.", veld="verteld_op")
    locked = lock_open(casus, versie)
    if len({*named, locked.wet} - set(NOOIT_SAMEN)) < 2 or not named:
        raise Regelfout("Kies ten minste twee wetten.", veld="wetten")
    if any(made.holds_on(today) for made in locked.coordinatiebesluiten.all()):
        raise Regelfout("Er loopt al een besluit. Trek dat eerst in.")
    made = Coordinatiebesluit.objects.create(
        casus=locked, wetten=named, grond=settings.COORDINATIE_GROND[:300], waarom=waarom.strip(),
        besloten_door=medewerker, van=today, tot=tot, verteld_op=verteld_op, niet_verteld=niet_verteld.strip(),
    )  # fmt: skip
    record("coordinatiebesluit_genomen", made, subjects=subjects_of(locked), wet=locked.wet)
    return made


@action("coordinatiebesluit_ingetrokken")
def withdraw_coordinatie(
    *, by: Actor, besluit: Coordinatiebesluit, waarom: str, versie: int | None = None
) -> Coordinatiebesluit:
    """End a decision at once. Raises Regelfout without a reason, and when it holds no longer."""
    if not waarom.strip():
        raise Regelfout("Schrijf waarom het besluit niet meer nodig is.", veld="waarom")
    locked = Coordinatiebesluit.lock(besluit.pk, versie)
    today = timezone.localdate()
    if not locked.holds_on(today):
        raise Regelfout("Dit besluit geldt niet meer.")
    locked.change(ingetrokken_op=today, ingetrokken_waarom=waarom.strip())
    record("coordinatiebesluit_ingetrokken", locked, subjects=subjects_of(locked.casus), wet=locked.casus.wet)
    return locked
