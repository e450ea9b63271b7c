"""Writes: make and end a key, and send a melding with it."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.public import Melding, Meldinggegevens, register_melding
from keukentafel.partner.models import Inzending, Partnersleutel
from keukentafel.partner.selectors import ALFABET, LENGTE, fingerprint, is_busy
from keukentafel.partner.states import LANGSTENS, PER_UUR, Sleutelstand
from keukentafel.socialekaart.public import Organisatie
from keukentafel.teams.public import Team


@dataclass(frozen=True)
class Inzender:
    """Who sends through the form: nobody with an account. The log names the key, and so the organisation."""

    pk: int | None = None
    rolnaam: str = "partner"


INZENDER = Inzender()


def new_key() -> str:
    """A key that nobody can guess, in groups of four so that it can be read out."""
    signs = "".join(secrets.choice(ALFABET) for _ in range(LENGTE))
    return "-".join(signs[start : start + 4] for start in range(0, LENGTE, 4))


@action("partnersleutel_gemaakt")
def make_sleutel(
    *,
    by: Actor,
    organisatie: Organisatie,
    tot: date,
    team: Team | None = None,
    voor_wie: str = "",
    tekst: str = "",
) -> tuple[Partnersleutel, str]:
    """Make a key for an organisation, from today up to and including `tot`; returns it with its text, which is
    not stored and cannot be shown again.

    `tekst` gives the key itself (the demo). Raises Regelfout for a day before today or more than two years away.
    """
    today = timezone.localdate()
    if not today <= tot <= today + LANGSTENS:
        raise Regelfout("Kies een dag vanaf vandaag, hoogstens twee jaar vooruit.", veld="tot")
    key = tekst or new_key()
    made = Partnersleutel.objects.create(
        organisatie=organisatie, team=team, voor_wie=" ".join(voor_wie.split()), merk=fingerprint(key),
        van=today, tot=tot,
    )  # fmt: skip
    record("partnersleutel_gemaakt", made)
    return made, key


@action("partnersleutel_beeindigd")
def end_sleutel(*, by: Actor, sleutel: Partnersleutel) -> Partnersleutel:
    """Close a key at once, for every device on which it was typed. Raises Regelfout when it was closed already."""
    locked = Partnersleutel.lock(sleutel.pk)
    if locked.beeindigd_op is not None:
        raise Regelfout("Deze sleutel is al beëindigd.")
    locked.change(beeindigd_op=timezone.localdate())
    record("partnersleutel_beeindigd", locked)
    return locked


@action("partnermelding_ingezonden")
def send_melding(*, by: Actor, sleutel: Partnersleutel, gegevens: Meldinggegevens) -> Melding:
    """A melding of the organisation of this key, into the tray of its team (R-036).

    Goes the road of every melding: first contact, likenesses, the closed answers. Raises Regelfout when the key does
    not hold any more, or when it sent twenty in the last hour.
    """
    locked = Partnersleutel.lock(sleutel.pk)
    if locked.stand(timezone.localdate()) != Sleutelstand.GELDT:
        raise Regelfout("Uw sleutel geldt niet meer. Vraag de gemeente om een nieuwe.")
    if is_busy(locked):
        raise Regelfout(f"Er zijn met uw sleutel al {PER_UUR} meldingen gestuurd in een uur. Wacht even, of bel.")
    melding = register_melding(by=by, gegevens=gegevens)
    Inzending.objects.create(sleutel=locked, melding=melding)
    record("partnermelding_ingezonden", locked, wet=melding.wet)
    return melding
