"""What the demo holds: every phase, believable as a whole, the same every time, and no BSN but the official ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from keukentafel.audit.public import verify_chain
from keukentafel.casussen.public import Casus, Casusrol, Opschaling, Overdracht, phase_on
from keukentafel.demo.laden import Demo
from keukentafel.meldingen.public import BuitenSysteemTelling, Doorverwijzing, Melding, Terugkoppelbericht
from keukentafel.nazorg.public import Nazorg, Werkwijzereview
from keukentafel.personen.public import Huishoudlid, Persoon, load_proefpersonen
from keukentafel.plannen.public import Doel, Inzet, Plan
from keukentafel.referentielijsten.public import Aanvraagstatus, Casusfase, Kring
from keukentafel.taken.public import Taak
from keukentafel.tijdlijn.public import Contactmoment
from keukentafel.toegang.context import MENU
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.public import Aanvraag, Vraagterug
from keukentafel.zelfredzaamheid.public import Meting
from tests.demo.conftest import FIRST, fingerprint
from tests.vragen import QUERIES, asked

pytestmark = pytest.mark.django_db
Als = Callable[[Gebruiker], Client]


@pytest.mark.sqlite
def test_it_is_the_same_municipality_every_time(geladen: Demo) -> None:
    again = fingerprint()
    assert set(FIRST) == set(again)
    for what, words in FIRST.items():
        assert sum(words.values()) > 150, what
        assert not words - again[what], what


def test_every_bsn_is_an_official_test_number(geladen: Demo) -> None:
    official = {person.bsn for person in load_proefpersonen() if person.bsn}
    numbers = [persoon.bsn for persoon in Persoon.objects.order_by("pk") if persoon.bsn]
    assert len(numbers) > 100
    assert set(numbers) <= official


def test_cases_in_every_phase(geladen: Demo) -> None:
    today = geladen.vandaag
    phases = Counter(
        phase_on(
            today, aangemeld_op=casus.aangemeld_op, vraagverheldering_op=casus.vraagverheldering_op,
            plan_op=casus.plan_op, volgen_vanaf=casus.volgen_vanaf, afgesloten_op=casus.afgesloten_op,
        )
        for casus in Casus.objects.order_by("pk")
    )  # fmt: skip
    expected = (
        Casusfase.AANMELDING, Casusfase.VRAAGVERHELDERING, Casusfase.UITVOERING, Casusfase.VOLGEN, Casusfase.AFGESLOTEN,
    )  # fmt: skip
    assert all(phases[phase] >= 10 for phase in expected), phases
    assert len(geladen.huizen) > 290


def test_meldingen_of_every_kind(geladen: Demo) -> None:
    open_ones = Melding.objects.filter(afgehandeld_op=None)
    assert open_ones.filter(eigenaar=None, persoon__isnull=False).count() >= 9
    assert open_ones.filter(eerste_contact_op=None, ontvangen_op__lt=geladen.vandaag - timedelta(days=3)).exists()
    outcomes = Counter(Melding.objects.exclude(afhandeling="").values_list("afhandeling", flat=True).order_by())
    assert {"casus", "informatie_advies", "doorverwezen"} <= set(outcomes)
    assert {"inwoner_zelf", "inwoner_over_ander", "professional"} <= set(
        Melding.objects.values_list("melder_soort", flat=True).order_by()
    )
    assert Melding.objects.filter(persoon=None).count() >= 5
    assert Terugkoppelbericht.objects.filter(status="klaar").exists()
    assert Doorverwijzing.objects.filter(ontvangst="wacht").exists()
    assert BuitenSysteemTelling.objects.filter(aantal__gt=0).exists()


def test_tasks_today_late_and_waiting(geladen: Demo) -> None:
    noor = Taak.objects.filter(medewerker=geladen.staff.medewerkers["Noor Haan"], gedaan_op=None, vervallen=False)
    assert noor.filter(vervalt_op=geladen.vandaag, wacht_op="").exists()
    assert noor.filter(vervalt_op__lt=geladen.vandaag, wacht_op="").exists()
    assert noor.exclude(wacht_op="").exists()
    assert Taak.objects.filter(uitgesteld_tot__gt=geladen.vandaag).exists()
    assert Overdracht.objects.filter(naar_medewerker__naam="Noor Haan", status="open").count() == 1
    assert Opschaling.objects.exists()


def test_noor_has_a_believable_caseload(geladen: Demo) -> None:
    hers = Casusrol.objects.filter(medewerker__naam="Noor Haan", rol="regisseur", tot=None, casus__afgesloten_op=None)
    assert 15 <= hers.count() <= 20


def test_plans_in_every_state_and_support_in_every_circle(geladen: Demo) -> None:
    plans = Plan.objects.filter(eigenaar=None)
    assert plans.filter(besproken_op=None).exists()
    assert plans.filter(verstrekt_op=None, besproken_op__isnull=False).exists()
    assert {"akkoord", "niet_akkoord"} <= set(plans.values_list("akkoord", flat=True).order_by())
    assert plans.filter(beeindigd_op__isnull=False).exists()
    assert Plan.objects.exclude(eigenaar=None).exists()
    circles = set(Inzet.objects.values_list("aard", "kring").order_by())
    assert {("bestaand", kring) for kring in Kring.values} | {("nieuw", kring) for kring in Kring.values} <= (
        circles | {("nieuw", "eigen_kracht")}
    )
    assert set(Aanvraag.objects.values_list("status", flat=True).order_by()) >= {
        Aanvraagstatus.AANGEVRAAGD, Aanvraagstatus.TOEGEKEND, Aanvraagstatus.AFGEWEZEN, Aanvraagstatus.GESTART,
    }  # fmt: skip
    assert Vraagterug.objects.filter(beantwoord_op=None).exists()


def test_closed_cases_are_looked_after(geladen: Demo) -> None:
    assert Nazorg.objects.filter(resultaat="", gepland_op__lte=geladen.vandaag).exists()
    assert Nazorg.objects.filter(resultaat="gaat_goed").exists()
    assert Werkwijzereview.objects.count() > 20
    assert Casus.history.filter(afgesloten_op__isnull=False, id__in=Casus.objects.filter(afgesloten_op=None)).exists()


def test_it_is_plausible_as_a_whole(geladen: Demo) -> None:
    """No goal or measurement for who does not live there, nothing before the melding, no day to come."""
    homes: dict[int, set[int]] = {}
    for huishouden, persoon in Huishoudlid.objects.values_list("huishouden", "persoon").order_by():
        homes.setdefault(huishouden, set()).add(persoon)
    for doel in Doel.objects.select_related("plan").prefetch_related("personen").order_by("pk"):
        assert {row.persoon_id for row in doel.personen.all()} <= homes[doel.plan.huishouden_id]
    for meting in Meting.objects.select_related("casus").order_by("pk"):
        assert meting.persoon_id in homes[meting.casus.huishouden_id]
        assert meting.datum >= meting.casus.aangemeld_op
    early = Contactmoment.objects.filter(Q(datum__lt=F("casus__aangemeld_op")) | Q(datum__gt=geladen.vandaag))
    assert not early.exists()
    assert not Plan.objects.filter(eigenaar=None, opgesteld_op__lt=F("casus__aangemeld_op")).exists()
    after = Contactmoment.objects.filter(datum__gt=F("casus__afgesloten_op"))
    assert not after.exists()


def test_it_reads_as_written_by_people(geladen: Demo) -> None:
    texts = [note.tekst for note in Contactmoment.objects.order_by("pk")]
    assert len(texts) > 1000
    assert max(Counter(texts).values()) <= 12
    assert not [text for text in texts if "{" in text or "None" in text]


def test_names_that_are_hard_to_store_are_there(geladen: Demo) -> None:
    names = fingerprint()["namen"]
    assert all(letter in " ".join(names) for letter in "çğışłżïéë")
    assert any(len(name) > 70 for name in names)
    assert Persoon.objects.filter(geheim_adres=True).exists()
    assert Persoon.objects.filter(pseudoniem=True).count() == 1


def test_the_log_is_whole(geladen: Demo) -> None:
    read, broken = verify_chain()
    assert broken is None
    assert read > 1000


def test_a_second_start_does_nothing_and_tells_who_can_log_in(geladen: Demo) -> None:
    before = Persoon.objects.count()
    out = StringIO()
    call_command("demo", als_leeg=True, adres="http://127.0.0.1:8000", stdout=out)
    assert "De demo staat er al." in out.getvalue()
    assert "Noor Haan, regisseur" in out.getvalue()
    with pytest.raises(CommandError, match="al geladen"):
        call_command("demo")
    assert Persoon.objects.count() == before


@pytest.mark.sqlite  # the screens themselves run on both in the walk of tests/toegang
def test_every_screen_of_the_menu_opens_for_who_has_it_within_its_queries(geladen: Demo, als: Als) -> None:
    opened: Counter[str] = Counter()
    for player in Gebruiker.objects.filter(demo_speler=True).order_by("pk"):
        client = als(player)
        menu = client.get("/", follow=True).context["hoofdmenu"]
        for entry in menu:
            client.get(entry["url"])
            with CaptureQueriesContext(connection) as queries:
                answer = client.get(entry["url"])
            assert answer.status_code == 200, f"{entry['url']} as {player.naam}"
            assert len(asked(queries)) <= QUERIES, f"{entry['url']} as {player.naam}: {len(asked(queries))}"
            opened[entry["naam"]] += 1
    assert set(opened) == {name for name, _url, _action in MENU}


@pytest.mark.sqlite
@pytest.mark.parametrize("afgesloten", [True, False])
def test_no_link_on_a_case_leads_nowhere(geladen: Demo, als: Als, afgesloten: bool) -> None:
    client = als(geladen.staff.gebruikers["Noor Haan"])
    hers = Casusrol.objects.filter(medewerker__naam="Noor Haan", rol="regisseur", casus__plan_op__isnull=False)
    role = hers.filter(casus__afgesloten_op__isnull=not afgesloten).order_by("pk")[0]
    followed = set()
    for tab in ("", "plan/", "zelfredzaamheid/", "ondersteuning/", "tijdlijn/"):
        page = client.get(f"/casussen/{role.casus_id}/{tab}")
        for link in set(re.findall(r'href="(/[^"#?]*)', page.content.decode())) - followed:
            if not link.startswith(("/static/", "/account")):
                assert client.get(link).status_code in {200, 302}, f"{link} on {tab or 'overzicht'}"
                followed.add(link)
    assert len(followed) > 15


def test_mieke_is_open_and_waits_for_the_evaluation(geladen: Demo, als: Als) -> None:
    mieke = geladen.vignetten["mieke"]
    client = als(geladen.staff.gebruikers["Noor Haan"])
    page = client.get(reverse("werkplek:casuspagina", args=[mieke.casus.pk]))
    assert page.status_code == 200
    assert "Gezin De Wit" in page.content.decode()
    assert mieke.plan.evaluatie_op == geladen.vandaag
