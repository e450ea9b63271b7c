"""Give many meldingen to one worker at once, from the tray, and take that back on the same day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from keukentafel.audit.public import action, record
from keukentafel.core.fouten import Regelfout
from keukentafel.meldingen.actions.verdelen import NIET_DEZE_COLLEGA, assign_melding, undo_assign_melding
from keukentafel.meldingen.models import Melding
from keukentafel.meldingen.permissions import decide_visible
from keukentafel.personen.public import Huishoudlid, absent_among, conflicting_households, shielded_from
from keukentafel.teams.public import Medewerker, placements_on
from keukentafel.toegang.public import Gebruiker

BEHANDELEN = "melding_behandelen"
ANDER_TEAM = "Deze collega werkt niet in het team van deze melding."


@dataclass(frozen=True, slots=True)
class Meldinguitkomst:
    """What became of each melding: `gedaan`, and `niet` with the reason; unseen ones are only counted.

    `terug` holds the ids with which it can be turned back.
    """

    gedaan: list[Melding]
    niet: list[tuple[Melding, str]]
    onbekend: int
    terug: list[dict[str, Any]] = field(default_factory=list)

    @property
    def niet_mee(self) -> int:
        """How many meldingen are left alone."""
        return len(self.niet) + self.onbekend


def sort_out_meldingen(user: Gebruiker, melding_ids: Sequence[int], *, afgehandeld: bool = False) -> Meldinguitkomst:
    """Which of these meldingen this user may divide: the preview; nothing is changed. A few queries in all.

    `afgehandeld` True: which of them he may take back, so also those that ended.
    """
    wanted = list(dict.fromkeys(melding_ids))
    found = Melding.objects.visible_to(user).filter(pk__in=wanted).with_names().order_by("ontvangen_op", "pk")
    seen = list(found)
    decisions = decide_visible(user, seen, BEHANDELEN)
    outcome = Meldinguitkomst([], [], len(wanted) - len(seen))
    for melding in seen:
        if not decisions[melding.pk].toegestaan:
            outcome.niet.append((melding, "U mag deze melding niet verdelen."))
        elif melding.afgehandeld_op is not None and not afgehandeld:
            outcome.niet.append((melding, "Deze melding is al afgehandeld."))
        else:
            outcome.gedaan.append(melding)
    return outcome


def refuse_worker(outcome: Meldinguitkomst, medewerker: Medewerker) -> Meldinguitkomst:
    """The preview once it is known who gets them: of another team, with a tie or a shield, they stay."""
    today = timezone.localdate()
    teams = set(placements_on(today).filter(medewerker=medewerker).values_list("team_id", flat=True))
    closed_homes, closed_people = set[int](), set[int]()
    if medewerker.gebruiker is not None:
        user = medewerker.gebruiker
        closed_homes = absent_among(user, {m.huishouden_id for m in outcome.gedaan if m.huishouden_id})
        living = Huishoudlid.objects.valid_on(today).filter(
            Q(huishouden__in=conflicting_households(user)) | Q(huishouden__in=shielded_from(user))
        )
        people = living.filter(persoon__in=[m.persoon_id for m in outcome.gedaan if m.persoon_id])
        closed_people = set(people.values_list("persoon_id", flat=True))
    checked = Meldinguitkomst([], list(outcome.niet), outcome.onbekend)
    for melding in outcome.gedaan:
        if melding.team_id not in teams:
            checked.niet.append((melding, ANDER_TEAM))
        elif melding.huishouden_id in closed_homes or melding.persoon_id in closed_people:
            checked.niet.append((melding, NIET_DEZE_COLLEGA))
        else:
            checked.gedaan.append(melding)
    return checked


def _each(outcome: Meldinguitkomst, do: Callable[[Melding], object]) -> Meldinguitkomst:
    """Do it to each in its own savepoint; a rule that forbids one leaves that one as it is."""
    done: list[Melding] = []
    refused = list(outcome.niet)
    for melding in outcome.gedaan:
        try:
            with transaction.atomic():
                do(melding)
        except Regelfout as fout:
            refused.append((melding, fout.melding))
        else:
            done.append(melding)
    return Meldinguitkomst(done, refused, outcome.onbekend, [{"melding": melding.pk} for melding in done])


@action("meldingen_toegewezen")
def bulk_assign_meldingen(*, by: Gebruiker, melding_ids: Sequence[int], medewerker: Medewerker) -> Meldinguitkomst:
    """Give these meldingen to one worker: permission and rules per melding, one event; what is refused is told."""
    outcome = _each(
        sort_out_meldingen(by, melding_ids),
        lambda melding: assign_melding(by=by, melding=melding, medewerkers=[medewerker]),
    )
    record("meldingen_toegewezen", None, reden=f"{len(outcome.gedaan)} toegewezen")
    return outcome


@action("toewijzingen_meldingen_teruggedraaid")
def undo_bulk_assign_meldingen(*, by: Gebruiker, melding_ids: Sequence[int]) -> Meldinguitkomst:
    """Take back today's assignment of these meldingen: permission and rules per melding."""
    outcome = _each(
        sort_out_meldingen(by, melding_ids, afgehandeld=True),
        lambda melding: undo_assign_melding(by=by, melding=melding),
    )
    record("toewijzingen_meldingen_teruggedraaid", None, reden=f"{len(outcome.gedaan)} teruggedraaid")
    return outcome
