"""One example object per kind of id in the addresses, all hanging on the case (or household) of the cast.

A new id in an address needs an example here, or the walk over the screens fails.
"""

import uuid
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import (
    Doorverbindinvoer,
    Meelezing,
    ask_meelezing,
    connect_casus,
    invite,
    request_overdracht,
    set_volgen,
    worker_may_see,
)
from keukentafel.personen.models import Belang, Huishouden, Huishoudlid, Persoon, Relatie, Samenvoeging
from keukentafel.privacy.models import Vernietigingslijst
from keukentafel.referentielijsten.models import Overgang
from keukentafel.referentielijsten.public import Code, Leefdomein, Niveau
from keukentafel.taken.public import create_taak
from keukentafel.tijdlijn.public import Planning, plan_gesprek, register_niet_bereikt
from keukentafel.toegang.public import Noodtoegang
from keukentafel.weergaven.public import Groepswijziging, Weergave
from keukentafel.zelfredzaamheid.public import Meting, Metingrij, bulk_register_metingen
from tests.buurt.voorbeelden import BUURT
from tests.cast import Cast
from tests.casussen.voorbeelden import CASUSSEN
from tests.cijfers.voorbeelden import CIJFERS
from tests.inzicht.voorbeelden import INZICHT
from tests.meldingen.voorbeelden import MELDINGEN
from tests.partner.voorbeelden import PARTNER
from tests.plannen.voorbeelden import PLANNEN
from tests.privacy.controle_voorbeelden import CONTROLE
from tests.privacy.voorbeelden import PRIVACY
from tests.uitwisseling.voorbeelden import UITWISSELING
from tests.voorzieningen.voorbeelden import VOORZIENINGEN

Maker = Callable[[Cast], Any]


def make_meting(cast: Cast) -> int:
    """A recorded measurement of Mieke."""
    bulk_register_metingen(
        by=SYSTEEM, rijen=[Metingrij(cast.casus, cast.mieke, "zrm2013", date.today(), "start", {"adl": 3})]
    )
    return Meting.objects.values_list("pk", flat=True).get(casus=cast.casus)


def make_belang(cast: Cast) -> int:
    """The household is closed to Gwen."""
    return Belang.objects.create(gebruiker=cast.gwen, huishouden=cast.gezin, gemeld_op=date.today()).pk


def make_relatie(cast: Cast) -> int:
    """Mieke is parent of the child."""
    return Relatie.objects.create(persoon_a=cast.mieke, persoon_b=cast.kind, soort="ouder").pk


def make_ander(cast: Cast) -> int:
    """Someone outside the household, who cares for Mieke."""
    carer = Persoon.objects.create(voornamen="Hendrik", achternaam="Mantel")
    Relatie.objects.create(persoon_a=carer, persoon_b=cast.mieke, soort="mantelzorger")
    return carer.pk


def make_verhuisd(cast: Cast) -> int:
    """A household of someone who lived in that of the cast."""
    ouder = Persoon.objects.create(voornamen="Wil", achternaam="Wit")
    fresh = Huishouden.objects.create(naam="Wil Wit")
    gisteren = date.today() - timedelta(days=1)
    Huishoudlid.objects.create(
        huishouden=cast.gezin, persoon=ouder, rol="volwassene", van=date(2020, 1, 1), tot=gisteren
    )
    Huishoudlid.objects.create(huishouden=fresh, persoon=ouder, rol="volwassene", van=date.today())
    return fresh.pk


def make_samenvoeging(cast: Cast) -> int:
    """Mieke was in twice."""
    dubbel = Persoon.objects.create(voornamen="Mieke", achternaam="Wit", samengevoegd_in=cast.mieke)
    return Samenvoeging.objects.create(behouden=cast.mieke, vervallen=dubbel).pk


def _overdracht(cast: Cast) -> int:
    naar = cast.medewerkers["sanne"]
    return request_overdracht(by=cast.noor, casus=cast.casus, naar=naar, notitie="Wil jij dit overnemen?").pk


def _taak(cast: Cast) -> int:
    made = create_taak(
        by=cast.noor, titel="Bellen", soort="bellen", team=cast.noord, medewerker=cast.medewerkers["noor"],
        casus=cast.casus,
    )  # fmt: skip
    return made.pk


def _contactmoment(cast: Cast) -> int:
    worker = cast.medewerkers["noor"]
    return register_niet_bereikt(by=cast.noor, casus=cast.casus, medewerker=worker).pk


def _faseovergang(cast: Cast) -> int:
    until = date.today() + timedelta(days=40)
    return set_volgen(by=cast.noor, casus=cast.casus, tot=until).overgangen.latest("pk").pk


def _uitnodiging(cast: Cast) -> int:
    return invite(
        by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["karin"], vraag="Kent u dit gezin?", domeinen=[],
        tot=date.today() + timedelta(days=9),
    ).pk  # fmt: skip


def _meelezing(cast: Cast) -> int:
    known = Meelezing.objects.filter(casus=cast.casus).order_by("-pk").first()
    if known is not None:
        return known.pk
    return ask_meelezing(
        by=cast.noor, casus=cast.casus, medewerker=cast.medewerkers["tom"], vraag="Wat missen wij?",
        tot=date.today() + timedelta(days=9),
    ).pk  # fmt: skip


def _doorverbinding(cast: Cast) -> int:
    wanted = Doorverbindinvoer(reden="Meer nodig", grond="toestemming", naar="Veiligheidshuis")
    return connect_casus(by=SYSTEEM, casus=cast.casus, invoer=wanted, medewerker=None).pk


def make_gesprek(cast: Cast) -> int:
    """A colleague who may open the case goes to the household tomorrow."""
    goes = next(worker for worker in cast.medewerkers.values() if worker_may_see(worker, cast.casus))
    planning = Planning(date.today() + timedelta(days=1), time(10), goes)
    return plan_gesprek(by=cast.noor, casus=cast.casus, planning=planning).pk


def _noodtoegang(cast: Cast) -> int:
    since = timezone.now() - timedelta(hours=9)
    return Noodtoegang.objects.create(
        gebruiker=cast.zeno, huishouden_id=cast.gezin.pk, reden="gevaar", toelichting="Er is gevaar voor het kind",
        van=since, tot=since + timedelta(hours=4), beoordelen_voor=date.today() + timedelta(days=7),
    ).pk  # fmt: skip


VOORBEELDEN: dict[str, Maker] = {
    **PLANNEN,
    **MELDINGEN,
    **PARTNER,
    **PRIVACY,
    **VOORZIENINGEN,
    **BUURT,
    **CASUSSEN,
    **CIJFERS,
    **INZICHT,
    **CONTROLE,
    **UITWISSELING,
    "casus_id": lambda cast: cast.casus.pk,
    "huishouden_id": lambda cast: cast.gezin.pk,
    "persoon_id": lambda cast: cast.mieke.pk,
    "meting_id": make_meting,
    "belang_id": make_belang,
    "lid_id": lambda cast: cast.gezin.leden.get(persoon=cast.kind).pk,
    "relatie_id": lambda cast: make_relatie(cast),
    "ander_id": lambda cast: make_ander(cast),
    "nieuw_id": lambda cast: make_verhuisd(cast),
    "samenvoeging_id": lambda cast: make_samenvoeging(cast),
    "team_id": lambda cast: cast.noord.pk,
    "gebruiker_id": lambda cast: cast.noor.pk,
    "medewerker_id": lambda cast: cast.medewerkers["sanne"].pk,
    "lijst_code": lambda cast: "expertise",
    "code_id": lambda cast: Code.objects.get(lijst__code="expertise", code="wmo").pk,
    "overgang_id": lambda cast: Overgang.objects.filter(van_stelsel__code="zrm2017").order_by("pk")[0].pk,
    "soort": lambda cast: "overgang",
    "termijnsoort": lambda cast: "schulden",
    "lijst_id": lambda cast: Vernietigingslijst.objects.create(opgesteld_op=date.today(), opgesteld_door=cast.tom).pk,
    "rij_id": lambda cast: Overgang.objects.order_by("pk")[0].pk,
    "stelsel_code": lambda cast: "zrm2017",
    "domein_id": lambda cast: Leefdomein.objects.get(stelsel__code="zrm2017", code="justitie").pk,
    "niveau_id": lambda cast: Niveau.objects.get(stelsel__code="zrm2017", waarde=3).pk,
    "organisatie_id": lambda cast: cast.gemeente.pk,
    "gebied_id": lambda cast: cast.gebied.pk,
    "rol_id": lambda cast: cast.casus.rollen.get(tot=None).pk,
    "plaatsing_id": lambda cast: cast.medewerkers["sanne"].plaatsingen.get().pk,
    "roltoekenning_id": lambda cast: cast.sanne.roltoekenningen.get().pk,
    "overdracht_id": _overdracht,
    "taak_id": _taak,
    "contactmoment_id": _contactmoment,
    "gesprek_id": make_gesprek,
    "agendasleutel": lambda cast: "onbekend",
    "faseovergang_id": _faseovergang,
    "doorverbinding_id": _doorverbinding,
    "uitnodiging_id": _uitnodiging,
    "meelezing_id": _meelezing,
    "noodtoegang_id": _noodtoegang,
    "nummer": lambda cast: 0,
    "versie": lambda cast: 1,
    "sleutel": lambda cast: uuid.UUID(int=1),
    "weergave_id": lambda cast: Weergave.objects.create(gebruiker=cast.noor, scherm="casuslijst", naam="Mijn lijst").pk,
    "scherm": lambda cast: "casuslijst",
    "groepswijziging_id": lambda cast: (
        Groepswijziging.objects.create(
            gebruiker=cast.noor, scherm="casuslijst", soort="casussen_toegewezen", tekst="1 toegewezen"
        ).pk
    ),
    # django-allauth's own addresses
    "key": lambda cast: "sleutel",
    "uidb36": lambda cast: "1",
    "pk": lambda cast: 1,
}
