"""What the administrator changes in a list is what the other rooms show: over every screen of the matrix."""

import copy
import html
import re
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.forms import Form
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import Casusrol
from keukentafel.meldingen.regieadvies import Advies
from keukentafel.meldingen.views.regie import describe_advice
from keukentafel.nazorg.forms import NazorgForm
from keukentafel.referentielijsten.actions import end_code
from keukentafel.referentielijsten.models import Code, Lijst
from keukentafel.referentielijsten.momentopname import changed
from keukentafel.referentielijsten.public import Lijstkeuzeveld, LijstMeerkeuzeveld
from keukentafel.toegang.public import Gebruiker
from tests.cast import Cast
from tests.toegang.voorbeelden import VOORBEELDEN
from tests.toegang.wandeling import screens

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]  # what a template names is no question for a database
#: Screens, by who of the cast opens them, that between them show the codes of every list that a screen shows.
SCHERMEN = {
    "noor": (
        "nazorg:afsluiten meldingen:nieuw voorzieningen:bewerken plannen:inzet_nieuw meldingen:regiecheck_los "
        "meldingen:melding casussen:gegevens zelfredzaamheid:verbeteren werkplek:casuspagina plannen:antwoord "
        "personen:persoon_wijzigen casussen:opschalen zelfredzaamheid:kiezen voorzieningen:blok casussen:toewijzen "
        "voorzieningen:besluit_ander_wijzigen voorzieningen:besluit socialekaart:organisaties socialekaart:gebieden "
        "plannen:plan plannen:doel_nieuw plannen:doel_evaluatie personen:lid_toevoegen meldingen:terugkoppeling"
    ),
    "bea": "teams:plaatsing",
}
#: Lists whose names stand on no screen but those of the lists themselves, each with why.
GEEN_SCHERM = {
    "for a message or a delivery to others, which are not built": (
        "adressoort besluit cbs_hulpvorm cbs_reden_beeindiging cbs_verwijzer cbs_zonder_hulp_verder "
        "communicatievorm datumgebruik geslacht_istandaard juridische_status naamgebruik productcategorie_jeugd "
        "productcategorie_wmo reden_afwijzing_verzoek reden_beeindiging_jeugd reden_beeindiging_wmo reden_verzoek "
        "reden_wijziging relatie_istandaard verzoek_antwoord wettelijke_vertegenwoordiging oude_regeling "
        "preventietype doelgroep cbs_crisis cbs_geslacht cbs_informant"
    ),
    "a number or a rule by a code; the name is for who edits it": (
        "gewicht norm termijn bewaartermijn leeftijdsband telwijze wgs_bedreigend terugkoppelantwoord"
    ),
    "for work that has no screen yet": (
        "buurtvraagstatus koppelingsoort vraag_namens gas_zespunt netwerkcategorie steunsoort informatiebron "
        "beroepsregister evaluatiebron gas_vijfpunt familiegroepsplan_keuze familiegroepsplan_afzien "
        "ecogram_kwaliteit ecogram_nabijheid wgs_signaalbron wgs_contactsoort wgs_eindresultaat bezwaar_uitkomst "
        "wmo_onderzoek meldcode_stap meldcode_afweging ceo_antwoord"
    ),
    "empty until a municipality fills it; tests/zelfredzaamheid/test_vergelijken.py sees it": "scoreinstructie",
    "shown after an answer or a closing; asked for by its own test below": (
        "nazorg_vraag nazorgresultaat regiecheck_uitkomst"
    ),
}


def rename_everything() -> None:
    """Every code of every list gets a name from today on that says which it is."""
    today = timezone.localdate()
    rows = list(Code.objects.filter(geldig_tot=None).select_related("lijst"))
    Code.objects.filter(pk__in=[row.pk for row in rows]).update(geldig_tot=today - timedelta(days=1))
    for row in rows:
        row.pk, row._state.adding = None, True
        row.geldig_van, row.naam = today, f"Hernoemd {row.lijst.code}:{row.code}"
    Code.objects.bulk_create(rows)
    changed()


def test_a_renamed_code_of_every_list_is_seen_on_a_screen(cast: Cast, als: Callable[[Gebruiker], Client]) -> None:
    values = {name: make(cast) for name, make in VOORBEELDEN.items()}
    Casusrol.objects.update(van=timezone.localdate())  # a role of before today keeps its name of then
    rename_everything()
    ids = {screen.naam: screen.ids for screen in screens()}
    seen: set[str] = set()
    for who, names in SCHERMEN.items():
        client = als(cast.gebruikers[who])
        for name in names.split():
            response = client.get(reverse(name, kwargs={key: values[key] for key in ids[name]}))
            assert response.status_code == 200, name
            seen |= renamed_in(response.content.decode())
    without = {code for codes in GEEN_SCHERM.values() for code in codes.split()}
    assert set(Lijst.objects.values_list("code", flat=True)) - seen == without


def renamed_in(text: str) -> set[str]:
    """The lists of which a code stands in this text under its new name."""
    return set(re.findall(r"hernoemd (\w+):", html.unescape(text).lower()))


def test_a_renamed_code_is_seen_in_the_advice_and_in_the_aftercare() -> None:
    rename_everything()
    advice = describe_advice(Advies("meervoudig", False, "casusregie", "casus", (), False), {}, {})
    assert renamed_in(str(advice)) == {"regiecheck_uitkomst", "regiecheck_route", "vraagtype"}
    assert renamed_in(str(NazorgForm(op=timezone.localdate()))) == {"nazorg_vraag", "nazorgresultaat"}


def list_fields() -> list[tuple[str, Lijstkeuzeveld | LijstMeerkeuzeveld]]:
    """Every field of a form of the product that is filled from a list: (form and field, field)."""
    found = {}
    for app in apps.get_app_configs():
        if app.name.startswith("keukentafel."):
            _import(f"{app.name}.forms")
    waiting: list[type[Form]] = [Form]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        for name, field in getattr(kind, "base_fields", {}).items():
            if isinstance(field, Lijstkeuzeveld | LijstMeerkeuzeveld):
                found[f"{kind.__module__}.{kind.__name__}.{name}"] = field
    return sorted(found.items())


def _import(name: str) -> None:
    try:
        import_module(name)
    except ModuleNotFoundError as missing:
        if missing.name != name:
            raise


def test_an_ended_code_is_not_offered_and_a_record_that_has_it_keeps_it() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    fields = list_fields()
    assert len(fields) > 40
    ended: dict[str, str] = {}
    for name, field in fields:
        offered = dict(copy.deepcopy(field).choices)
        row = Code.objects.filter(lijst__code=field.lijst, geldig_tot=None, lijst__alles_nodig=False).first()
        if field.lijst not in ended and row is not None:
            ended[field.lijst] = end_code(by=SYSTEEM, code=row, laatste_dag=yesterday).code
        elif row is None:
            assert offered, name
    for name, field in fields:
        code = ended.get(field.lijst, "")
        if not code:
            continue
        fresh = copy.deepcopy(field)
        assert code not in dict(fresh.choices), name
        form_class = type("Proef", (Form,), {"veld": field})
        many = isinstance(field, LijstMeerkeuzeveld)
        data = {"veld": [code] if many else code}
        assert not form_class(data).is_valid(), name  # for a new record it is refused
        held = form_class(data, initial=data)
        assert code in dict(held["veld"].field.choices), name
        assert held.is_valid(), name
