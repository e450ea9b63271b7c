"""Dividing: give a melding to a worker (which makes it a case), or to another team; and undo."""

from collections.abc import Sequence

from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import (
    Casus,
    assign_intakers,
    assign_regisseur,
    open_casus,
    regisseur_of_household,
    subjects_of,
    undo_open_casus,
)
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.actions.afhandelen import end_melding
from keukentafel.meldingen.actions.bereik import follow_bereik
from keukentafel.meldingen.actions.personen import settle_persoon
from keukentafel.meldingen.actions.terugkoppelen import doubles_of, withdraw_ready
from keukentafel.meldingen.actions.veiligheid import flag_casus
from keukentafel.meldingen.actions.volgtaken import move_tasks
from keukentafel.meldingen.models import Melding, MeldingCasus
from keukentafel.meldingen.permissions import subjects_of_melding
from keukentafel.meldingen.states import Koppelwijze
from keukentafel.personen.public import absent_among
from keukentafel.referentielijsten.public import Afhandeling, Urgentie
from keukentafel.teams.public import Medewerker, Team, placements_on

HOOGSTENS = 2  # two intakers hear a household
NIET_DEZE_COLLEGA = "Deze collega kan dit huishouden niet begeleiden. Kies een ander."


@action("melding_toegewezen")
def assign_melding(
    *,
    by: Actor,
    melding: Melding,
    medewerkers: Sequence[Medewerker],
    vraagtype: str = "",
    versie: int | None = None,
) -> Casus | None:
    """Give a melding to one worker or two; a question for help becomes a case in the same event.

    The first is the owner, and the regisseur when the household has none; both are the intakers. When the team
    already has an open case of this household, the melding joins it. A signal or an initiative gets an owner
    and no case (R-223); then None is returned.

    Raises Regelfout for nobody or more than two, for someone outside the team or with a tie to the household,
    when it is not known whom the melding is about, or when it has ended already.
    """
    locked = Melding.lock(melding.pk, versie)
    workers = list({worker.pk: worker for worker in medewerkers}.values())
    _check(locked, workers)
    record("melding_toegewezen", locked, subjects=subjects_of_melding(locked), wet=locked.wet)
    if not locked.is_hulpvraag:
        locked.change(eigenaar=workers[0])
        move_tasks(by, locked)
        return None
    persoon, home = settle_persoon(by, locked)
    for worker in workers:
        if worker.gebruiker is not None and absent_among(worker.gebruiker, [home.pk]):
            raise Regelfout(NIET_DEZE_COLLEGA, veld="medewerkers")
    today = timezone.localdate()
    casus = Casus.objects.open_on(today).filter(huishouden=home, team=locked.team_id).order_by("pk").first()
    wijze = Koppelwijze.OPENT if casus is None else Koppelwijze.SLUIT_AAN
    if casus is None:
        casus = open_casus(
            by=by, huishouden=home, persoon=persoon, team=locked.team, aangemeld_op=locked.ontvangen_op,
            vraagtype=vraagtype or locked.vraagtype, wet=locked.wet,
            veiligheid=locked.urgentie == Urgentie.ACUUT_GEVAAR,
        )  # fmt: skip
        assign_intakers(by=by, casus=casus, medewerkers=workers)
    elif locked.urgentie == Urgentie.ACUUT_GEVAAR:
        flag_casus(by, casus)
    MeldingCasus.objects.create(melding=locked, casus=casus, wijze=wijze, op=today)
    if regisseur_of_household(home.pk, today) is None:
        assign_regisseur(by=by, casus=casus, medewerker=workers[0], reden="toegewezen bij de melding")
    end_melding(by, locked, Afhandeling.CASUS, workers[0])
    move_tasks(by, locked, casus)
    for double in doubles_of(locked):
        move_tasks(by, double, casus, volgt=locked)
    return casus


def _check(locked: Melding, workers: Sequence[Medewerker]) -> None:
    if locked.afgehandeld_op is not None:
        raise Regelfout("Deze melding is al afgehandeld.")
    if not 1 <= len(workers) <= HOOGSTENS:
        raise Regelfout("Kies een of twee medewerkers.", veld="medewerkers")
    placed = set(
        placements_on(timezone.localdate()).filter(team=locked.team_id).values_list("medewerker_id", flat=True)
    )
    if any(worker.pk not in placed for worker in workers):
        raise Regelfout(
            "Kies iemand uit het team van deze melding, of geef de melding aan een ander team.", veld="medewerkers"
        )


@action("toewijzing_melding_teruggedraaid")
def undo_assign_melding(*, by: Actor, melding: Melding) -> Melding:
    """Take back an assignment of today. The case that it opened goes, as long as nobody worked on it.

    Raises Regelfout when it was not made today, or when there is work on the case.
    """
    locked = Melding.lock(melding.pk)
    link = MeldingCasus.objects.filter(melding=locked).select_related("casus").first()
    today = timezone.localdate()
    if locked.eigenaar_id is None or (link is not None and link.op != today):
        raise Regelfout("Dit kan alleen op de dag zelf. Draag de casus over als een ander hem moet doen.")
    subjects = subjects_of(link.casus) if link is not None else subjects_of_melding(locked)
    locked.change(afhandeling="", afgehandeld_op=None, eigenaar=None)
    if link is not None:
        withdraw_ready(by, locked)
    if link is not None:
        casus = link.casus
        opened = link.wijze == Koppelwijze.OPENT
        link.delete()
        move_tasks(by, locked)
        if opened:
            undo_open_casus(by=by, casus=casus)
    else:
        move_tasks(by, locked)
    for double in doubles_of(locked):
        move_tasks(by, double, volgt=locked)
    follow_bereik(locked)
    record("toewijzing_melding_teruggedraaid", locked, subjects=subjects, wet=locked.wet)
    return locked


@action("melding_naar_ander_team")
def move_melding(*, by: Actor, melding: Melding, team: Team, versie: int | None = None) -> Melding:
    """Give an open melding to another team; who owned it does so no longer. Its clock runs on."""
    locked = Melding.lock(melding.pk, versie)
    if locked.afgehandeld_op is not None:
        raise Regelfout("Deze melding is al afgehandeld.")
    if locked.team_id == team.pk:
        raise Regelfout("De melding is al bij dit team.", veld="team")
    locked.change(team=team, eigenaar=None)
    follow_bereik(locked)
    record("melding_naar_ander_team", locked, subjects=subjects_of_melding(locked), wet=locked.wet)
    move_tasks(by, locked)
    return locked
