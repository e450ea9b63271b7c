"""Who keeps contact with someone who waits: agree on it, end it, read it, and the form for it (R-027).

What waits may be a melding or a request for support; `bron` names it, as with a task ("melding:12").
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus, worker_may_see
from keukentafel.core import formulieren
from keukentafel.core.fouten import Regelfout
from keukentafel.taken.actions import create_taak, expire_taken
from keukentafel.taken.models import Overbrugging
from keukentafel.teams.public import Medewerker, Team

OVERBRUGGING, TITEL = "overbrugging", "Contact houden tijdens het wachten"


@action("overbrugging_afgesproken")
def agree_overbrugging(
    *,
    by: Actor,
    bron: str,
    medewerker: Medewerker,
    volgend: date,
    laatst: date | None,
    team: Team,
    url: str,
    casus: Casus | None = None,
    subjects: Sequence[int] = (),
    wet: str = "",
) -> Overbrugging:
    """This worker keeps contact while `bron` waits: `laatst` was the last time (None: not yet), `volgend` is the next,
    for which there is a task. The same bron keeps one agreement.

    Raises Regelfout for a last contact to come, a next one before today, or a worker who cannot open the case.
    """
    today = timezone.localdate()
    if laatst is not None and laatst > today:
        raise Regelfout("Deze dag moet nog komen. Kies vandaag of eerder.", veld="laatst")
    if volgend < today:
        raise Regelfout("Kies vandaag of een dag daarna.", veld="volgend")
    if casus is not None and not worker_may_see(medewerker, casus):
        raise Regelfout("Deze collega kan de casus niet openen. Kies een ander.", veld="medewerker")
    values = {"medewerker": medewerker, "laatst_op": laatst, "volgend_op": volgend, "geeindigd_op": None}
    found = Overbrugging.objects.select_for_update().filter(bron=bron).first()
    if found is None:
        found = Overbrugging.objects.create(bron=bron, **values)
    else:
        found.change(**values)
    record("overbrugging_afgesproken", found, subjects=subjects, wet=wet)
    create_taak(
        by=by, titel=TITEL, soort=OVERBRUGGING, team=team, medewerker=medewerker, casus=casus, vervalt_op=volgend,
        bron=_task_of(bron), url=url,
    )  # fmt: skip
    return found


def end_overbrugging(by: Actor, bron: str) -> None:
    """The waiting is over: nobody needs to keep contact any more. Part of an action; nothing when nobody did."""
    found = Overbrugging.objects.select_for_update().filter(bron=bron, geeindigd_op=None).first()
    if found is None:
        return
    found.change(geeindigd_op=timezone.localdate())
    record("overbrugging_beeindigd", found)
    expire_taken(by=by, bron=_task_of(bron))


def bridges_of(bronnen: Collection[str]) -> dict[str, Overbrugging]:
    """Who keeps contact for each of these, as far as somebody does; one query, none for nothing."""
    if not bronnen:
        return {}
    rows = Overbrugging.objects.filter(bron__in=bronnen, geeindigd_op=None).select_related("medewerker")
    return {row.bron: row for row in rows.order_by("pk")}


def _task_of(bron: str) -> str:
    return f"{OVERBRUGGING}:{bron}"


class OverbruggingForm(formulieren.Formulier):
    """Who keeps contact, when last and when next."""

    niet_verplicht = ("laatst",)
    medewerker = forms.ChoiceField(label="Wie houdt contact?")
    laatst = formulieren.Datumveld(label="Laatst gesproken", required=False)
    volgend = formulieren.Datumveld(label="Volgende keer")

    def __init__(
        self, *args: Any, workers: Sequence[Medewerker], nu: Overbrugging | None = None, **kwargs: Any
    ) -> None:
        known = {} if nu is None else {"laatst": nu.laatst_op, "volgend": nu.volgend_op, "medewerker": nu.medewerker_id}
        people = list(workers)
        if nu is not None and nu.medewerker not in people:
            people.insert(0, nu.medewerker)
        super().__init__(*args, initial=known, **kwargs)
        self._people = {str(worker.pk): worker for worker in people}
        named = [(pk, worker.naam) for pk, worker in self._people.items()]
        self.fields["medewerker"].choices = [("", "Kies een medewerker"), *named]  # type: ignore[attr-defined]
        self.fields["laatst"].laatst = timezone.localdate()  # type: ignore[attr-defined]
        self.fields["volgend"].vroegst = timezone.localdate()  # type: ignore[attr-defined]

    def chosen(self) -> Medewerker:
        """Who keeps contact."""
        return self._people[self.cleaned_data["medewerker"]]
