"""The identity bar of a case: who, how it stands, who leads, what comes next, and where one can go."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from keukentafel.casussen.coordinatie import coordination_is_on
from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.casussen.permissions import Casustoegang
from keukentafel.casussen.registers import CASUSMENU, KOPKNOPPEN, TABS, next_step_of
from keukentafel.casussen.states import phase_since, stand_on
from keukentafel.core.adressen import url_of
from keukentafel.core.datums import korte_datum
from keukentafel.core.schermdelen import Etiket, Feit, Menuregel, Tab
from keukentafel.personen.public import asked_by_resident
from keukentafel.referentielijsten.public import (
    Casusfase,
    Casusrolsoort,
    Casusstand,
    label_of,
)
from keukentafel.teams.public import worker_of
from keukentafel.toegang.public import Veld

# What one can do with an open case: words, url name, action of the matrix.
MENU = (
    ("Samenvatting schrijven", "casussen:samenvatting", "casus_wijzigen"),
    ("Vraagverheldering beginnen", "casussen:vraagverheldering", "casus_wijzigen"),
    ("Soort en zwaarte", "casussen:gegevens", "casus_wijzigen"),
    ("Let op", "casussen:let_op", "casus_wijzigen"),
    ("Op volgen zetten", "casussen:volgen", "casus_wijzigen"),
    ("Regisseur toewijzen", "casussen:toewijzen", "casus_toewijzen"),
    ("Overdragen", "casussen:overdragen", "casus_toewijzen"),
    ("Waarnemer", "casussen:waarnemer", "casus_toewijzen"),
    ("Wie doen er mee", "casussen:rollen", "casus_toewijzen"),
    ("Iemand uitnodigen", "casussen:uitnodigen", "casus_toewijzen"),
    ("Laten meelezen", "casussen:meelezen", "meelezen_vragen"),
    ("Doorverbinden", "casussen:doorverbinden", "casus_toewijzen"),
    ("Vorm van regie", "casussen:regie", "casus_toewijzen"),
    ("Knelpunt in regels noteren", "casussen:knelpunt", "casus_wijzigen"),
    ("Op- of afschalen", "casussen:opschalen", "casus_toewijzen"),
)
SAMEN = (("Samen werken over wetten heen", "casussen:coordinatie", "coordinatie_besluiten"),)
LET_OP_HOOGSTENS = 3
VEILIGHEID = Etiket("Veiligheid", "gevaar")
SAMENVATTING_OUD_NA = timedelta(days=90)


@dataclass(frozen=True)
class Casuskop:
    """What `casussen/casusbasis.html` shows above every tab; built by `casus_kop`."""

    casus_id: int
    nummer: str
    titel: str
    stand: Casusstand | None
    etiketten: tuple[Etiket, ...]
    feiten: tuple[Feit, ...]
    tabs: tuple[Tab, ...]
    knoppen: tuple[str, ...]
    menu: tuple[Menuregel, ...]
    actief: str = ""  # name of the tab that is open, as in the register TABS


def casus_kop(toegang: Casustoegang, actief: str = "") -> dict[str, Any]:
    """Context for `casussen/casusbasis.html`: `casuskop`, `casus` and `toegang`.

    `actief` is the name under which the tab stands in the register TABS. Three queries, plus one for each
    room that knows a next step or counts on its tab.
    """
    casus = toegang.casus
    stand = stand_of(casus)
    return {
        "casuskop": Casuskop(
            casus_id=casus.pk,
            nummer=casus.nummer,
            titel=casus.huishouden.naam,
            stand=stand,
            etiketten=_labels(toegang, stand),
            feiten=_facts(toegang),
            tabs=_tabs(toegang, actief),
            knoppen=tuple(KOPKNOPPEN) if toegang.mag("casus_wijzigen") else (),
            menu=_menu(toegang, stand),
            actief=actief,
        ),
        "casus": casus,
        "toegang": toegang,
    }


def stand_of(casus: Casus, op: date | None = None) -> Casusstand | None:
    """The stand of this case on day `op` (default today)."""
    return stand_on(
        op or timezone.localdate(),
        aangemeld_op=casus.aangemeld_op,
        volgen_vanaf=casus.volgen_vanaf,
        afgesloten_op=casus.afgesloten_op,
    )


def active_let_op(casus: Casus, op: date | None = None) -> list[dict[str, str]]:
    """The alerts that have not expired, at most three; each has `tekst` and `tot` (ISO day or empty)."""
    day = (op or timezone.localdate()).isoformat()
    return [alert for alert in casus.let_op if not alert.get("tot") or alert["tot"] >= day][:LET_OP_HOOGSTENS]


def current_regisseur(casus_id: int) -> Casusrol | None:
    """The role of the regisseur of today, with his worker and deputy; None when there is none."""
    return (
        Casusrol.objects.filter(casus=casus_id, rol=Casusrolsoort.REGISSEUR, tot=None)
        .select_related("medewerker", "waarnemer")
        .first()
    )


def regisseur_of(casus: Casus) -> Casusrol | None:
    """The same for a case from access_casus, whose roles were read with it: no query."""
    leads = (role for role in casus.rollen.all() if role.rol == Casusrolsoort.REGISSEUR and role.tot is None)
    return next(leads, None)


def casus_url(casus_id: int) -> str:
    """Where a case opens: the first tab of the casuspagina."""
    first = min(TABS, key=lambda tab: tab.volgorde)
    return reverse(first.url_naam, args=[casus_id])


def _labels(toegang: Casustoegang, stand: Casusstand | None) -> tuple[Etiket, ...]:
    labels = [Etiket(label_of("casusstand", stand) if stand else "Nog niet begonnen")]
    labels += asked_by_resident(toegang.casus.huishouden)
    if toegang.besluit.mag_zien(Veld.INTERN):
        if toegang.casus.veiligheid:
            labels.append(VEILIGHEID)
        labels += [Etiket(f"Let op: {alert['tekst']}", "let_op") for alert in active_let_op(toegang.casus)]
    return tuple(labels)


def _facts(toegang: Casustoegang) -> tuple[Feit, ...]:
    casus = toegang.casus
    role = regisseur_of(casus)
    facts = [_regisseur_fact(role)]
    if casus.huishouden.verklaring and toegang.besluit.mag_zien(Veld.INHOUD):
        facts.append(
            Feit("De inwoner zegt", "Verklaring lezen", url=url_of("privacy:verklaringen", casus.huishouden_id))
        )
    worker = worker_of(toegang.gebruiker)
    if role is not None and role.medewerker.telefoon and (worker is None or worker.pk != role.medewerker_id):
        number = role.medewerker.telefoon
        facts.append(Feit("Telefoon", number, url=f"tel:{''.join(c for c in number if c.isdigit() or c == '+')}"))
    facts += [Feit("Team", casus.team.naam, _area(toegang)), _phase_fact(casus)]
    if kind := _kind(casus):
        facts.append(Feit("Soort", kind))
    if casus.niveau and toegang.besluit.mag_zien(Veld.INTERN):
        naam = label_of("opschalingsniveau", casus.niveau, casus.niveau_op).split(":")[0]
        facts.append(Feit("Niveau", naam, f"sinds {_short(casus.niveau_op)}" if casus.niveau_op else ""))
    step = next_step_of(casus)
    if step is not None:
        facts.append(Feit("Volgende stap", _short(step.op), step.tekst, step.op, step.url))
    facts.append(Feit("Casus", casus.nummer))
    return tuple(facts)


def _area(toegang: Casustoegang) -> str:
    """The area where the person of the case lives, for who may see that address."""
    person = toegang.casus.persoon
    field = Veld.GEHEIM_ADRES if person.geheim_adres else Veld.CONTACT
    return person.gebied.naam if person.gebied is not None and toegang.besluit.mag_zien(field) else ""


def phase_of(casus: Casus, op: date | None = None) -> tuple[Casusfase, date]:
    """The phase of this case on day `op` (default today), and since when."""
    return phase_since(
        op or timezone.localdate(), aangemeld_op=casus.aangemeld_op, vraagverheldering_op=casus.vraagverheldering_op,
        plan_op=casus.plan_op, volgen_vanaf=casus.volgen_vanaf, afgesloten_op=casus.afgesloten_op,
    )  # fmt: skip


def _phase_fact(casus: Casus) -> Feit:
    phase, since = phase_of(casus)
    return Feit(
        "Fase", label_of("casusfase", phase), f"sinds {_short(since)}", url=reverse("casussen:verloop", args=[casus.pk])
    )


def _kind(casus: Casus) -> str:
    """Kind of work and weight in words, as far as they are known."""
    kind, weight = label_of("casustype", casus.casustype), label_of("zwaarte", casus.zwaarte)
    return f"{kind}, {weight.lower()}" if kind and weight else kind or weight


def _regisseur_fact(role: Casusrol | None) -> Feit:
    if role is None:
        return Feit("Regisseur", "nog niemand")
    parts = [f"sinds {_short(role.van)}"]
    if role.regievorm:
        parts.append(label_of("regievorm", role.regievorm, role.van).lower())
    deputy = role.waarnemer
    if deputy is not None and (role.waarneming_tot is None or role.waarneming_tot >= timezone.localdate()):
        until = f" tot {_short(role.waarneming_tot)}" if role.waarneming_tot else ""
        parts.append(f"{deputy.naam} neemt waar{until}")
    return Feit("Regisseur", role.medewerker.naam, ", ".join(parts))


def _short(day: date) -> str:
    return korte_datum(day, vandaag=timezone.localdate())


def _tabs(toegang: Casustoegang, actief: str) -> tuple[Tab, ...]:
    tabs = sorted(TABS.items(), key=lambda pair: pair[1].volgorde)
    return tuple(
        Tab(
            tab.naam,
            url_of(tab.url_naam, toegang.casus.pk),
            actief=name == actief,
            telling=(tab.telling(toegang) or None) if tab.telling else None,
        )
        for name, tab in tabs
    )


def _menu(toegang: Casustoegang, stand: Casusstand | None) -> tuple[Menuregel, ...]:
    if stand == Casusstand.AFGESLOTEN:
        return ()
    return tuple(
        Menuregel(naam, url_of(url_naam, toegang.casus.pk))
        for naam, url_naam, actie in (*MENU, *(SAMEN if coordination_is_on() else ()), *CASUSMENU)
        if toegang.mag(actie)
    )
