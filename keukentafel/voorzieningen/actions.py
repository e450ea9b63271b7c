"""Writes: prepare, hand in, ask back, answer, decide, start, end, withdraw; and what others decided."""

import secrets
from datetime import date
from typing import Any

from keukentafel.audit.public import Actor, action, record
from keukentafel.casussen.public import Casus, current_regisseur
from keukentafel.core.fouten import Regelfout
from keukentafel.personen.public import Persoon
from keukentafel.plannen.public import Inzet, Inzetstatus, start_inzet
from keukentafel.referentielijsten.public import (
    Aanvraagstatus,
    Wet,
    label_of,
)
from keukentafel.taken.public import Overbrugging, agree_overbrugging, create_taak, end_overbrugging, expire_taken
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.public import Gebruiker
from keukentafel.voorzieningen.mandaat import held_by
from keukentafel.voorzieningen.models import Aanvraag, BesluitAnder, Vraagterug
from keukentafel.voorzieningen.selectors import category_of, waits_as
from keukentafel.voorzieningen.states import BESLUITEN, TOEGEKEND, WACHT, may_go
from keukentafel.voorzieningen.volledigheid import missing_in

LETTERS = "ABCDEFGHJKLMNPRSTVWXYZ23456789"  # can be read out over the telephone
BACKOFFICE = {Wet.WMO: "back office Wmo", Wet.JEUGD: "back office Jeugd"}


@action("aanvraag_begonnen")
def create_aanvraag(
    *,
    by: Actor,
    casus: Casus,
    persoon: Persoon,
    wet: str,
    inzet: Inzet | None = None,
    aanvrager: Medewerker | None = None,
    **velden: Any,
) -> Aanvraag:
    """Begin a request, in the plan or beside it; nothing is mandatory until it is handed in (R-106, R-109).

    `velden` are the other fields of Aanvraag. Raises Regelfout when this support item is being requested already.
    """
    if inzet is not None and running_for(inzet) is not None:
        raise Regelfout("Voor deze steun loopt al een aanvraag.")
    found = Aanvraag.objects.create(
        nummer="A" + "".join(secrets.choice(LETTERS) for _ in range(6)), casus=casus, persoon=persoon, wet=wet,
        inzet=inzet, aanvrager=aanvrager, categorie=category_of(velden.get("product", "")), **velden,
    )  # fmt: skip
    record("aanvraag_begonnen", found, subjects=[persoon.pk], wet=wet)
    return found


def running_for(inzet: Inzet) -> Aanvraag | None:
    """The request that runs for a support item, or None."""
    ended = (Aanvraagstatus.AFGEWEZEN, Aanvraagstatus.INGETROKKEN, Aanvraagstatus.BEEINDIGD)
    return Aanvraag.objects.filter(inzet=inzet).exclude(status__in=ended).order_by("-pk").first()


@action("aanvraag_bijgesteld")
def update_aanvraag(*, by: Actor, aanvraag: Aanvraag, versie: int | None, **velden: Any) -> Aanvraag:
    """Change a request that was not decided yet. Raises Versieconflict, Regelfout.

    Once it was handed in it stays complete (R-106), and who decides sees what changed since.
    """
    locked = Aanvraag.lock(aanvraag.pk, versie)
    if locked.status not in (Aanvraagstatus.CONCEPT, Aanvraagstatus.AANGEVRAAGD):
        raise Regelfout("Over deze aanvraag is al besloten. Maak een nieuwe aanvraag.")
    if "product" in velden:
        velden["categorie"] = category_of(velden["product"])
    changed = [name for name, value in velden.items() if getattr(locked, name) != value and name != "categorie"]
    locked.change(**velden)
    if locked.status == Aanvraagstatus.AANGEVRAAGD:
        _stays_complete(locked)
        if changed:
            locked.change(bijgesteld_op=date.today(), bijgesteld=sorted({*locked.bijgesteld, *changed}))
    record("aanvraag_bijgesteld", locked, subjects=[locked.persoon_id], wet=locked.wet)
    return locked


def _stays_complete(aanvraag: Aanvraag) -> None:
    missing = missing_in(aanvraag)
    if missing:
        text = "Deze aanvraag is al ingediend. Nog nodig: " + " ".join(item.tekst for item in missing)
        raise Regelfout(text, veld=missing[0].veld)


@action("aanvraag_ingediend")
def submit_aanvraag(*, by: Actor, aanvraag: Aanvraag) -> Aanvraag:
    """Hand the request in; the team waits for the back office. Raises Regelfout naming what is missing."""
    locked = _move(aanvraag, Aanvraagstatus.AANGEVRAAGD)
    missing = missing_in(locked)
    if missing:
        raise Regelfout("Nog nodig: " + " ".join(item.tekst for item in missing))
    locked.change(status=Aanvraagstatus.AANGEVRAAGD, ingediend_op=date.today())
    record("aanvraag_ingediend", locked, subjects=[locked.persoon_id], wet=locked.wet)
    _wait(by, locked, "Besluit op de aanvraag", BACKOFFICE.get(Wet(locked.wet), "back office"))
    return locked


@action("aanvraag_vraag_gesteld")
def ask_back(*, by: Actor, aanvraag: Aanvraag, vraag: str, door: Medewerker | None) -> Vraagterug:
    """Ask the team something, on the request itself; the regisseur gets it as a task (R-110)."""
    locked = Aanvraag.lock(aanvraag.pk)
    if locked.status != Aanvraagstatus.AANGEVRAAGD:
        raise Regelfout("Een vraag kan alleen zolang er nog niet is besloten.", veld="vraag")
    asked = Vraagterug.objects.create(aanvraag=locked, vraag=vraag, gesteld_op=date.today(), gesteld_door=door)
    record("aanvraag_vraag_gesteld", asked, subjects=[locked.persoon_id], wet=locked.wet)
    role = current_regisseur(locked.casus_id)
    create_taak(
        by=by, titel="Vraag over de aanvraag", soort="aanvraag_vraag", team=locked.casus.team, casus=locked.casus,
        medewerker=role.medewerker if role else None, bron=f"aanvraag:{locked.pk}:vraag:{asked.pk}",
        url=f"/aanvragen/{locked.pk}/", vervalt_op=date.today(),
    )  # fmt: skip
    return asked


@action("aanvraag_vraag_beantwoord")
def answer_back(*, by: Actor, vraagterug: Vraagterug, antwoord: str, door: Medewerker | None) -> Vraagterug:
    """Answer a question; its task lapses."""
    locked = Vraagterug.lock(vraagterug.pk)
    if locked.beantwoord_op is not None:
        raise Regelfout("Deze vraag is al beantwoord.", veld="antwoord")
    locked.change(antwoord=antwoord, beantwoord_op=date.today(), beantwoord_door=door)
    request = locked.aanvraag
    record("aanvraag_vraag_beantwoord", locked, subjects=[request.persoon_id], wet=request.wet)
    expire_taken(by=by, bron=f"aanvraag:{request.pk}:vraag:{locked.pk}")
    return locked


@action("aanvraag_besloten")
def decide_aanvraag(
    *,
    by: Actor,
    aanvraag: Aanvraag,
    besluit: str,
    door: str,
    mandaat: str = "",
    afwijsreden: str = "",
    toelichting: str = "",
    op: date | None = None,
) -> Aanvraag:
    """Grant, grant in part, or refuse with a reason; then the team waits for the provider (R-106).

    Raises Regelfout for a refusal without a reason, a request that was not handed in, and a user without a mandate:
    by default who asks does not decide on that request (R-105, the list `mandaat`).
    """
    result = Aanvraagstatus(besluit)
    if result not in BESLUITEN:
        raise Regelfout("Kies een besluit.", veld="besluit")
    if result is Aanvraagstatus.AFGEWEZEN and not afwijsreden:
        raise Regelfout("Kies waarom de aanvraag is afgewezen.", veld="afwijsreden")
    locked = _move(aanvraag, result)
    day = op or date.today()
    if isinstance(by, Gebruiker):
        rule = held_by(by, locked)[0]
        mandaat = mandaat or rule.naam
    if day > date.today() or (locked.ingediend_op and day < locked.ingediend_op):
        raise Regelfout("Het besluit kan niet voor de aanvraag liggen, en niet in de toekomst.", veld="besluit_op")
    locked.change(
        status=result, besluit_op=day, besluit_door=door, mandaat=mandaat, besluit_toelichting=toelichting,
        afwijsreden=afwijsreden if result is Aanvraagstatus.AFGEWEZEN else "",
    )  # fmt: skip
    record("aanvraag_besloten", locked, subjects=[locked.persoon_id], wet=locked.wet, reden=result)
    expire_taken(by=by, bron=f"aanvraag:{locked.pk}:")
    if result is Aanvraagstatus.AFGEWEZEN:
        end_overbrugging(by, waits_as(locked))
    if result in TOEGEKEND:
        _wait(by, locked, "Start van de hulp", locked.aanbieder.naam if locked.aanbieder else "de aanbieder")
    return locked


@action("hulp_gestart")
def start_hulp(*, by: Actor, aanvraag: Aanvraag, op: date) -> Aanvraag:
    """Help began at the provider: the waiting ends, and the support in the plan begins."""
    locked = _move(aanvraag, Aanvraagstatus.GESTART)
    if op > date.today() or (locked.besluit_op and op < locked.besluit_op):
        raise Regelfout("De hulp kan niet voor het besluit zijn begonnen, en niet in de toekomst.", veld="op")
    locked.change(status=Aanvraagstatus.GESTART, hulp_gestart_op=op)
    record("hulp_gestart", locked, subjects=[locked.persoon_id], wet=locked.wet)
    end_overbrugging(by, waits_as(locked))
    expire_taken(by=by, bron=f"aanvraag:{locked.pk}:")
    if locked.inzet is not None and locked.inzet.status == Inzetstatus.VOORGESTELD:
        start_inzet(by=by, inzet=locked.inzet, op=op)
    return locked


@action("hulp_beeindigd")
def end_hulp(*, by: Actor, aanvraag: Aanvraag, op: date | None = None) -> Aanvraag:
    """Help ended."""
    locked = _move(aanvraag, Aanvraagstatus.BEEINDIGD)
    locked.change(status=Aanvraagstatus.BEEINDIGD, beeindigd_op=op or date.today())
    record("hulp_beeindigd", locked, subjects=[locked.persoon_id], wet=locked.wet)
    return locked


@action("aanvraag_ingetrokken")
def withdraw_aanvraag(*, by: Actor, aanvraag: Aanvraag) -> Aanvraag:
    """The request is not needed any more; whoever waited for it does not wait any longer."""
    locked = _move(aanvraag, Aanvraagstatus.INGETROKKEN)
    locked.change(status=Aanvraagstatus.INGETROKKEN)
    record("aanvraag_ingetrokken", locked, subjects=[locked.persoon_id], wet=locked.wet)
    end_overbrugging(by, waits_as(locked))
    expire_taken(by=by, bron=f"aanvraag:{locked.pk}:")
    return locked


@action("overbrugging_afgesproken")
def bridge_aanvraag(
    *, by: Actor, aanvraag: Aanvraag, medewerker: Medewerker, volgend: date, laatst: date | None = None
) -> Overbrugging:
    """This worker keeps contact with the resident while the request waits (R-027).

    Raises Regelfout when it waits for nobody, or for a wrong day.
    """
    locked = Aanvraag.lock(aanvraag.pk)
    if locked.status not in WACHT:
        raise Regelfout("Deze aanvraag wacht niet.")
    return agree_overbrugging(
        by=by, bron=waits_as(locked), medewerker=medewerker, volgend=volgend, laatst=laatst, team=locked.casus.team,
        casus=locked.casus, url=f"/aanvragen/{locked.pk}/", subjects=[locked.persoon_id], wet=locked.wet,
    )  # fmt: skip


@action("besluit_ander_vastgelegd")
def register_besluit_ander(
    *, by: Actor, casus: Casus, persoon: Persoon, wet: str, product: str, verwijzer: str, van: date, **velden: Any
) -> BesluitAnder:
    """Note what somebody else decided, so that nothing is granted twice (R-111). `velden`: tot, aanbieder_id."""
    tot = velden.get("tot")
    if tot is not None and tot < van:
        raise Regelfout("De einddatum ligt voor de begindatum.", veld="tot")
    found = BesluitAnder.objects.create(
        casus=casus, persoon=persoon, wet=wet, product=product, categorie=category_of(product), verwijzer=verwijzer,
        van=van, bekend_sinds=date.today(), **velden,
    )  # fmt: skip
    record("besluit_ander_vastgelegd", found, subjects=[persoon.pk], wet=wet)
    return found


@action("besluit_ander_bijgesteld")
def update_besluit_ander(*, by: Actor, besluit: BesluitAnder, versie: int | None = None, **velden: Any) -> BesluitAnder:
    """Correct or end what somebody else decided; `velden`: product, wet, verwijzer, van, tot, aanbieder_id.

    Raises Versieconflict, and Regelfout for an end before the beginning.
    """
    locked = BesluitAnder.lock(besluit.pk, versie)
    tot, van = velden.get("tot", locked.tot), velden.get("van", locked.van)
    if tot is not None and tot < van:
        raise Regelfout("De einddatum ligt voor de begindatum.", veld="tot")
    if "product" in velden:
        velden["categorie"] = category_of(velden["product"])
    locked.change(**velden)
    record("besluit_ander_bijgesteld", locked, subjects=[locked.persoon_id], wet=locked.wet)
    return locked


@action("besluit_ander_vervallen")
def withdraw_besluit_ander(*, by: Actor, besluit: BesluitAnder) -> BesluitAnder:
    """It was written down by mistake: it counts nowhere any more; the history keeps it."""
    locked = BesluitAnder.lock(besluit.pk)
    locked.change(vervallen_op=date.today())
    record("besluit_ander_vervallen", locked, subjects=[locked.persoon_id], wet=locked.wet)
    return locked


def _move(aanvraag: Aanvraag, naar: str) -> Aanvraag:
    """The locked request when it may go there. Raises Regelfout."""
    locked = Aanvraag.lock(aanvraag.pk)
    if not may_go(locked.status, naar):
        now, then = (label_of("aanvraagstatus", status).lower() for status in (locked.status, naar))
        raise Regelfout(f"Deze aanvraag is {now}. Dan kan zij niet meer {then} worden.")
    return locked


def _wait(by: Actor, aanvraag: Aanvraag, titel: str, op_wie: str) -> None:
    """A task of the team that waits for somebody else, seen on Vandaag."""
    role = current_regisseur(aanvraag.casus_id)
    create_taak(
        by=by, titel=titel, soort="aanvraag_wacht", team=aanvraag.casus.team, casus=aanvraag.casus,
        medewerker=role.medewerker if role else None, bron=f"aanvraag:{aanvraag.pk}:wacht",
        url=f"/aanvragen/{aanvraag.pk}/", wacht_op=op_wie, wacht_sinds=date.today(),
    )  # fmt: skip
