"""Named filters of meldingen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from keukentafel.casussen.public import Casus
from keukentafel.meldingen.states import INZAGE_MELDER_DAGEN
from keukentafel.personen.public import Huishouden, Huishoudlid, conflicting_households, shield_listed
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

    def with_what_hangs_on_it(self) -> MeldingQuerySet:
        """With its case and its promise to the reporter, and whether there is more, in one query."""
        hanging = (
            ("heeft_delen", "Melding", "gesplitst_uit"),
            ("heeft_opgegaan", "Meldingsamenvoeging", "blijft"),
            ("heeft_doorverwijzing", "Doorverwijzing", "melding"),
            ("heeft_escalatie", "Escalatie", "melding"),
            ("heeft_regiecheck", "Regiecheck", "melding"),
        )
        parts = {
            name: Exists(apps.get_model("meldingen", model)._default_manager.filter(**{key: OuterRef("pk")}))
            for name, model, key in hanging
        }
        return self.select_related("koppeling__casus", "terugkoppeling").annotate(**parts)

    def visible_to(self, user: Gebruiker, op: date | None = None) -> MeldingQuerySet:
        """Exactly the meldingen for which `decide` allows melding_inzien.

        Read from the matrix: per role of the user the laws it may see, in its teams and of its own meldingen;
        without conflicts of interest, and of shielded households only those on whose list he stands.
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
                allowed |= lawful & held_by(user, worker.pk, day)
        return self.filter(allowed, *(~each for each in _closed_to(user, day)))


def held_by(user: Gebruiker, medewerker_id: int, op: date) -> Q:
    """Owned by this worker; about a household of which he is the regisseur; or registered by him and recent.

    Recent: still open, or not older than two weeks.
    """
    recent = Q(geregistreerd_op__gte=op - timedelta(days=INZAGE_MELDER_DAGEN)) | Q(afgehandeld_op=None)
    led = led_households(user, medewerker_id, op)
    return Q(eigenaar=medewerker_id) | (Q(geregistreerd_door=medewerker_id) & recent) | Q(huishouden__in=led)


def led_households(user: Gebruiker, medewerker_id: int, op: date) -> frozenset[int]:
    """Ids of the households of whose open cases this worker is the regisseur that day; read once per request.

    A list and not a subquery: beside the team in an OR, a subquery would keep PostgreSQL from using its indexes.
    """
    cache: dict[date, frozenset[int]] = user.geheugen.setdefault("geleide_huishoudens", {})
    if op not in cache:
        led = Casus.objects.open_on(op).filter(
            rollen__medewerker=medewerker_id, rollen__rol=Casusrolsoort.REGISSEUR, rollen__tot=None
        )
        cache[op] = frozenset(led.order_by().values_list("huishouden_id", flat=True))
    return cache[op]


def _closed_to(user: Gebruiker, op: date) -> list[Exists]:
    """What closes a melding to this user; each looks up the row's own household and persons, by index.

    A conflict counts for its household, its person and its reporter; a shield not for the reporter.
    """
    closed, listed = conflicting_households(user), shield_listed(user)
    living = Huishoudlid.objects.valid_on(op).order_by()
    named = Q(persoon=OuterRef("persoon")) | Q(persoon=OuterRef("melder_persoon"))
    home = Huishouden.objects.filter(pk=OuterRef("huishouden"), label=Label.AFGESCHERMD).exclude(pk__in=listed)
    shielded = living.filter(persoon=OuterRef("persoon"), huishouden__label=Label.AFGESCHERMD)
    return [
        Exists(closed.filter(pk=OuterRef("huishouden"))),
        Exists(living.filter(named, huishouden__in=closed)),
        Exists(home),
        Exists(shielded.exclude(huishouden__in=listed)),
        Exists(Huishouden.objects.filter(pk=OuterRef("huishouden"), beperkt=True)),
        Exists(living.filter(persoon=OuterRef("persoon"), huishouden__beperkt=True)),
    ]
