"""Named filters of meldingen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from keukentafel.casussen.public import Casus
from keukentafel.meldingen.states import INZAGE_MELDER_DAGEN
from keukentafel.personen.public import Huishoudlid, conflicting_households
from keukentafel.referentielijsten.public import Casusrolsoort
from keukentafel.teams.public import team_ids_of, worker_of
from keukentafel.toegang.public import Label, Relatie, load_matrix

if TYPE_CHECKING:
    from keukentafel.meldingen.models import Melding  # noqa: F401
    from keukentafel.toegang.public import Gebruiker

INZIEN = "melding_inzien"


class MeldingQuerySet(models.QuerySet["Melding"]):
    """Meldingen by stand, by date and by who may see them."""

    def open(self) -> MeldingQuerySet:
        """Without an outcome yet."""
        return self.filter(afgehandeld_op=None)

    def te_verdelen(self) -> MeldingQuerySet:
        """Open and without an owner."""
        return self.open().filter(eigenaar=None)

    def received(self, van: date | None, tot: date) -> MeldingQuerySet:
        """Received in this period, both ends inclusive; `van` None: from the beginning."""
        found = self.filter(ontvangen_op__lte=tot)
        return found if van is None else found.filter(ontvangen_op__gte=van)

    def with_names(self) -> MeldingQuerySet:
        """With everything that a line of a list shows, in one query."""
        return self.select_related("team", "persoon", "eigenaar", "melder_organisatie", "gebied", "huishouden")

    def held_by(self, medewerker_id: int, op: date) -> MeldingQuerySet:
        """Owned by this worker; about a household of which he is the regisseur; or registered by him and recent.

        Recent: still open, or not older than two weeks.
        """
        recent = Q(geregistreerd_op__gte=op - timedelta(days=INZAGE_MELDER_DAGEN)) | Q(afgehandeld_op=None)
        led = households_led_by(medewerker_id, op)
        return self.filter(
            Q(eigenaar=medewerker_id) | (Q(geregistreerd_door=medewerker_id) & recent) | Q(huishouden__in=led)
        )

    def visible_to(self, user: Gebruiker, op: date | None = None) -> MeldingQuerySet:
        """Exactly the meldingen for which `decide` allows melding_inzien.

        Read from the matrix: per role of the user the laws it may see, in its teams and of its own meldingen;
        without conflicts of interest and without shielded households.
        """
        day = op or date.today()
        matrix = load_matrix()
        granted = matrix.acties[INZIEN].mag
        worker = worker_of(user)
        allowed = Q(pk__in=[])
        for rol in user.rollen if user.is_active else ():
            lawful = Q(wet__in=matrix.wetten[rol])
            if (rol, Relatie.ZELFDE_TEAM) in granted:
                allowed |= lawful & Q(team__in=team_ids_of(user, day))
            if (rol, Relatie.REGISSEUR) in granted and worker is not None:
                allowed |= lawful & Q(pk__in=self.model._default_manager.held_by(worker.pk, day).values("pk"))
        return self.filter(allowed).exclude(_closed_to(user, day))


def households_led_by(medewerker_id: int, op: date) -> models.QuerySet[Casus, int]:
    """Ids of the households of whose open cases this worker is the regisseur that day (as a subquery)."""
    led = Casus.objects.open_on(op).filter(
        rollen__medewerker=medewerker_id, rollen__rol=Casusrolsoort.REGISSEUR, rollen__tot=None
    )
    return led.order_by().values_list("huishouden_id", flat=True)


def _closed_to(user: Gebruiker, op: date) -> Q:
    """Meldingen about or by someone of a household that is closed to this user, or that is shielded."""
    conflicts = conflicting_households(user)
    living = Huishoudlid.objects.filter(Q(tot=None) | Q(tot__gte=op), van__lte=op).order_by()
    relatives = living.filter(huishouden__in=conflicts).values("persoon")
    shielded = living.filter(huishouden__label=Label.AFGESCHERMD).values("persoon")
    return (
        Q(huishouden__in=conflicts)
        | Q(persoon__in=relatives)
        | Q(melder_persoon__in=relatives)
        | Q(huishouden__isnull=False, huishouden__label=Label.AFGESCHERMD)
        | Q(persoon__in=shielded)
    )
