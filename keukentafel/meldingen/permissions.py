"""Who may do what with a melding, in words; the only way to get one is access_melding."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.http import Http404

from keukentafel.audit.public import note_read
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.querysets import households_led_by
from keukentafel.meldingen.states import INZAGE_MELDER_DAGEN
from keukentafel.personen.public import Huishouden, Huishoudlid, conflicting_households
from keukentafel.teams.public import team_ids_of, worker_of
from keukentafel.toegang.public import Besluit, Gebruiker, Label, Objectfeiten, Relatie, authorize


@dataclass(frozen=True, slots=True)
class Meldingtoegang:
    """A melding that may be used, with the decision that says which fields may be shown."""

    melding: Melding
    besluit: Besluit


def relations_to_melding(user: Gebruiker, melding: Melding, op: date | None = None) -> frozenset[Relatie]:
    """How this user stands to this melding on day `op`; empty for a stranger.

    REGISSEUR is here: owns it, leads the regie of its household, or registered it lately.
    """
    day = op or date.today()
    relations: set[Relatie] = set()
    if melding.team_id in team_ids_of(user, day):
        relations.add(Relatie.ZELFDE_TEAM)
    worker = worker_of(user)
    if worker is not None and _holds(worker.pk, melding, day):
        relations.add(Relatie.REGISSEUR)
    homes = households_of(melding, day)
    if homes and conflicting_households(user).filter(pk__in=homes).exists():
        relations.add(Relatie.BELANG)
    return frozenset(relations)


def _holds(medewerker_id: int, melding: Melding, op: date) -> bool:
    if melding.eigenaar_id == medewerker_id:
        return True
    home = melding.huishouden_id
    if home is not None and households_led_by(medewerker_id, op).filter(huishouden=home).exists():
        return True
    since = op - timedelta(days=INZAGE_MELDER_DAGEN)
    recent = melding.geregistreerd_op is not None and melding.geregistreerd_op >= since
    return melding.geregistreerd_door_id == medewerker_id and (recent or melding.afgehandeld_op is None)


def households_of(melding: Melding, op: date) -> set[int]:
    """Ids of the households a melding touches: that of the melding, of its person and of its reporter."""
    persons = [pk for pk in (melding.persoon_id, melding.melder_persoon_id) if pk is not None]
    homes = {melding.huishouden_id} if melding.huishouden_id is not None else set()
    if persons:
        living = Huishoudlid.objects.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op, persoon__in=persons)
        homes |= set(living.values_list("huishouden_id", flat=True))
    return {pk for pk in homes if pk is not None}


def facts_of_melding(user: Gebruiker, melding: Melding) -> Objectfeiten:
    """The facts on which a decision about this melding rests; the strictest label of its households counts."""
    day = date.today()
    about = {melding.huishouden_id} if melding.huishouden_id is not None else set()
    if melding.persoon_id is not None:
        living = Huishoudlid.objects.filter(Q(tot=None) | Q(tot__gte=day), van__lte=day, persoon=melding.persoon_id)
        about |= set(living.values_list("huishouden_id", flat=True))
    shielded = bool(about) and Huishouden.objects.filter(pk__in=about, label=Label.AFGESCHERMD).exists()
    return Objectfeiten(
        relaties=relations_to_melding(user, melding, day),
        wet=melding.wet,
        label=Label.AFGESCHERMD if shielded else Label.NORMAAL,
    )


def access_melding(user: Gebruiker, melding_id: int, actie: str = "melding_inzien") -> Meldingtoegang:
    """The melding, for this action; Http404 for a stranger, PermissionDenied for a role that may not.

    Reading is logged, one line per person; a melding of someone who is not linked yet gives one line without.
    """
    melding = Melding.objects.with_names().filter(pk=melding_id).first()
    if melding is None:
        raise Http404
    besluit = authorize(user, actie, facts_of_melding(user, melding), obj=melding)
    note_read(actie, melding, subjects=subjects_of_melding(melding) or [None], wet=melding.wet)
    return Meldingtoegang(melding, besluit)


def subjects_of_melding(melding: Melding) -> list[int]:
    """Ids of the persons whom a melding names: the one it is about and, when known, the one who reports."""
    return list(dict.fromkeys(pk for pk in (melding.persoon_id, melding.melder_persoon_id) if pk is not None))
