"""The four vignettes, played step by step through the actions of the rooms, on the days it happened (R-019)."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.casussen.public import (
    Casus,
    assign_regisseur,
    change_casus,
    open_casus,
    set_volgen,
    start_vraagverheldering,
    update_samenvatting,
)
from keukentafel.demo.verhalen import CONTACT, read_goal, read_support
from keukentafel.demo.werkers import Bezetting
from keukentafel.meldingen.public import (
    Melding,
    Meldingrij,
    Regiecheckgegevens,
    bulk_register_meldingen,
    record_regiecheck,
)
from keukentafel.nazorg.public import Reviewinvoer, Sluitinvoer, close_casus
from keukentafel.personen.public import (
    Huishoudenrij,
    Ingelezen,
    Lidrij,
    Persoon,
    Persoongegevens,
    Relatierij,
    bulk_register,
)
from keukentafel.plannen.public import (
    Doel,
    Plan,
    agree_delen,
    agree_plan,
    create_actie,
    create_doel,
    create_inzet,
    create_plan,
    discuss_plan,
    finish_actie,
    give_plan,
    record_vraag,
)
from keukentafel.referentielijsten.public import (
    Afhandeling,
    Doelstatus,
    Domeinstelselcode,
    Inzetaard,
    Kanaal,
    Leefdomein,
    Leefeenheidrol,
    Meetmoment,
    Planakkoord,
    Regiehouder,
    Relatiesoort,
    UitvoerderSoort,
    aftercare_days,
    domains_of,
)
from keukentafel.teams.public import Medewerker
from keukentafel.tijdlijn.public import Vastlegging, Zichtbaarheid, register_contactmoment
from keukentafel.zelfredzaamheid.public import (
    Blikuitkomst,
    Scoreinvoer,
    choose_domeinen,
    record_huishoudblik,
    record_scores,
)

_FILE = Path(__file__).with_name("data") / "vignetten.toml"
VOLWASSEN, ROOD_TOT = 18, 2


@lru_cache(maxsize=1)
def load_vignetten() -> dict[str, dict[str, Any]]:
    """The four vignettes by code, as they stand in the file."""
    entries = tomllib.loads(_FILE.read_text(encoding="utf-8"))["vignet"]
    return {entry["code"]: entry for entry in entries}


@dataclass
class Gespeeld:
    """What came of a vignette."""

    code: str
    ingelezen: Ingelezen
    casus: Casus
    plan: Plan
    doelen: list[Doel]


class Speler:
    """Plays a vignette: each step is an action, by who did it, on its day."""

    def __init__(self, staff: Bezetting, today: date) -> None:
        self.staff, self.today = staff, today
        rows = Leefdomein.objects.in_bulk([value.pk for value in domains_of(Domeinstelselcode.ZRM2013, today)])
        self.domeinen = {domain.code: domain for domain in rows.values()}

    def play(self, code: str) -> Gespeeld:
        """One vignette from melding to where it stands today. Raises KeyError for an unknown one."""
        told = load_vignetten()[code]
        home = self._household(told)
        worker = self.staff.medewerkers[told["regisseur"]]
        casus = self._take_in(told, home, worker)
        self._measure(told, casus, home, worker, last=False)
        self._note(told, casus, worker)
        plan, goals = self._make_plan(told, casus, home, worker)
        by = self.staff.user_of(worker)
        summed_up = update_samenvatting(by=by, casus=casus, tekst=told["samenvatting"], door=worker)
        last = self.today - timedelta(days=int(told["contact"][-1].split("|")[0]))
        summed_up.change(samenvatting_op=timezone.make_aware(datetime.combine(last, time(16, 45))))
        self._measure(told, casus, home, worker, last=True)
        if "volgen" in told["dagen"]:
            since = self._day(told, "volgen")
            set_volgen(by=by, casus=casus, op=since, tot=self.today + timedelta(days=28))
        if "slot" in told:
            self._close(told, casus, goals, worker)
        casus.refresh_from_db()
        plan.refresh_from_db()
        return Gespeeld(code, home, casus, plan, goals)

    def _day(self, told: dict[str, Any], name: str) -> date:
        return self.today - timedelta(days=told["dagen"][name])

    def _household(self, told: dict[str, Any]) -> Ingelezen:
        """Store the people; the adults are partners, or parent and grown-up child when a generation apart."""
        since = self.today - timedelta(days=2600)
        members = [self._member(line, told, since) for line in told["huishouden"]]
        relations = []
        parents = [place for place, lid in enumerate(members) if lid.rol == Leefeenheidrol.VOLWASSENE]
        children = [place for place, lid in enumerate(members) if lid.rol == Leefeenheidrol.KIND]
        if len(parents) == 2:
            first, second = (members[place].gegevens.geboortedatum or since for place in parents)
            kind = Relatiesoort.OUDER if (second - first).days > VOLWASSEN * 365 else Relatiesoort.PARTNER
            relations.append(Relatierij(parents[0], parents[1], kind))
        relations += [Relatierij(parent, child, Relatiesoort.OUDER) for parent in parents for child in children]
        return bulk_register(by=SYSTEEM, rijen=[Huishoudenrij(tuple(members), tuple(relations))])[0]

    def _member(self, line: str, told: dict[str, Any], since: date) -> Lidrij:
        gender, given, prefix, surname, born = line.split("|")
        day = date.fromisoformat(born)
        data = Persoongegevens(
            voornamen=given, tussenvoegsel=prefix, achternaam=surname, geboortedatum=day, geslacht=gender,
            straat=told["straat"], huisnummer=told["huisnummer"], woonplaats="Voorbeeld",
            postcode=f"{self.staff.postcode_of(told['team'])}AB",
        )  # fmt: skip
        adult = (self.today - day).days >= VOLWASSEN * 365.25
        return Lidrij(data, Leefeenheidrol.VOLWASSENE if adult else Leefeenheidrol.KIND, max(day, since))

    def _take_in(self, told: dict[str, Any], home: Ingelezen, worker: Medewerker) -> Casus:
        """The melding, the case, its regisseur, the first conversation and the regiecheck."""
        who, by = self._person(told, home), self.staff.user_of(worker)
        received = self._day(told, "melding")
        casus = open_casus(
            by=by, huishouden=home.huishouden, persoon=who, team=self.staff.teams[told["team"]], wet=told["wet"],
            aangemeld_op=received, vraagtype=told["vraagtype"],
        )  # fmt: skip
        melding = self._report(told, home, casus, worker)
        check = record_regiecheck(
            by=by, melding=melding, door=worker,
            gegevens=Regiecheckgegevens(antwoorden=told["regiecheck"], regiehouder=Regiehouder.NIEMAND),
        )  # fmt: skip
        check.change(op=received, vragen_op=received)
        assign_regisseur(by=by, casus=casus, medewerker=worker, op=received + timedelta(days=1), reden="toegewezen")
        start_vraagverheldering(
            by=by, casus=casus, op=self._day(told, "gesprek"),
            intakers=[self.staff.medewerkers[name] for name in told["intakers"]],
        )  # fmt: skip
        return change_casus(
            by=by, casus=casus, casustype=told["casustype"], vraagtype=told["vraagtype"], zwaarte=told["zwaarte"],
            veiligheid=False, wet=told["wet"],
        )  # fmt: skip

    def _person(self, told: dict[str, Any], home: Ingelezen) -> Persoon:
        place: int = told.get("persoon", 0)
        return home.personen[place]

    def _report(self, told: dict[str, Any], home: Ingelezen, casus: Casus, worker: Medewerker) -> Melding:
        """The melding as Lot took it; the reporter heard back where the story says so."""
        melder, received, desk = told["melder"], self._day(told, "melding"), self.staff.medewerkers["Lot Willems"]
        who = self._person(told, home)
        organisation = melder.get("organisatie")
        melding = Melding(
            ontvangen_op=received, ontvangen_om=time(10, 20), geregistreerd_op=received, geregistreerd_door=desk,
            kanaal=Kanaal.TELEFOON, team=casus.team, gebied_id=who.gebied_id, wet=told["wet"], thema=told["thema"],
            vraagtype=told["vraagtype"], omschrijving=told["melding"], persoon=who, huishouden=home.huishouden,
            melder_soort=melder["soort"], melder_naam=melder.get("naam", ""),
            melder_persoon=None if organisation else who,
            melder_organisatie=self.staff.organisaties[organisation] if organisation else None,
            eigenaar=worker, eerste_contact_op=self._day(told, "eerste_contact"), afhandeling=Afhandeling.CASUS,
            afgehandeld_op=received + timedelta(days=1),
        )  # fmt: skip
        answered = self._day(told, "teruggekoppeld") if "teruggekoppeld" in told["dagen"] else None
        return bulk_register_meldingen(by=SYSTEEM, rijen=[Meldingrij(melding, casus, answered)])[0]

    def _note(self, told: dict[str, Any], casus: Casus, worker: Medewerker) -> None:
        for line in told["contact"]:
            ago, kind, text = line.split("|")
            seen = Zichtbaarheid.INWONER if kind == "k" else Zichtbaarheid.TEAM
            noted = Vastlegging(
                tekst=text, soort=CONTACT[kind], datum=self.today - timedelta(days=int(ago)), zichtbaar_voor=seen,
                wet=told["wet"],
            )  # fmt: skip
            register_contactmoment(by=self.staff.user_of(worker), casus=casus, medewerker=worker, vastlegging=noted)

    def _measure(self, told: dict[str, Any], casus: Casus, home: Ingelezen, worker: Medewerker, *, last: bool) -> None:
        """Only the domains of the question, with its reason; at the end the same domains again."""
        by = self.staff.user_of(worker)
        for ago, moment, levels in told["meting"]:
            if (moment != Meetmoment.START) is not last:
                continue
            measured = choose_domeinen(
                by=by, casus=casus, persoon=self._person(told, home), reden=told["reden_meting"], moment=moment,
                keuzes={Domeinstelselcode.ZRM2013: list(levels)}, datum=self.today - timedelta(days=ago),
            )[0]  # fmt: skip
            scores = {code: Scoreinvoer(niveau=level) for code, level in levels.items()}
            recorded = record_scores(by=by, meting=measured, scores=scores)
            if min(levels.values()) <= ROOD_TOT:
                seen = record_huishoudblik(by=by, meting=recorded, uitkomst=Blikuitkomst.GEEN_ZORGEN)
                seen.change(op=recorded.datum)

    def _make_plan(
        self, told: dict[str, Any], casus: Casus, home: Ingelezen, worker: Medewerker
    ) -> tuple[Plan, list[Doel]]:
        """One plan: discussed, given, agreed."""
        by, made = self.staff.user_of(worker), self._day(told, "plan")
        review = self.today if "evaluatie" in told["dagen"] else None
        plan = create_plan(by=by, casus=casus, opgesteld_op=made, evaluatie_op=review)
        goals = [self._goal(told, entry, plan, casus, home, worker) for entry in told["doel"]]
        for line in told["inzet"]:
            support = read_support(line, {})
            new = support.aard == Inzetaard.NIEUW
            volunteer = support.wie_soort == UitvoerderSoort.VRIJWILLIGER
            create_inzet(
                by=by, plan=plan, leefdomein=self.domeinen[support.domein], aard=support.aard, kring=support.kring,
                uitvoerder_soort=support.wie_soort, omschrijving=support.tekst, zonder_indicatie=True,
                van=made + timedelta(days=5) if new else made - timedelta(days=300), wet=told["wet"],
                uitvoerder=self.staff.organisaties["buurt"] if volunteer else None,
                doel=next((goal for goal in goals if goal.leefdomein.code == support.domein), None) if new else None,
            )  # fmt: skip
        for line in told.get("delen", ()):
            whom, what, why = line.split("|")
            agree_delen(by=by, plan=plan, met_wie=whom, wat=what, waarom=why)
        discuss_plan(by=by, plan=plan, op=made)
        give_plan(by=by, plan=plan, casus=casus, medewerker=worker, op=made)
        agree_plan(by=by, plan=plan, akkoord=Planakkoord.AKKOORD, op=made)
        return plan, goals

    def _goal(
        self, told: dict[str, Any], entry: dict[str, Any], plan: Plan, casus: Casus, home: Ingelezen,
        worker: Medewerker,
    ) -> Doel:  # fmt: skip
        by, text, made = self.staff.user_of(worker), read_goal(entry, {}), self._day(told, "plan")
        who, domain = self._person(told, home), self.domeinen[entry["domein"]]
        asked = record_vraag(
            by=by, casus=casus, woorden=text.woorden, leefdomein=domain, persoon=who, wet=told["wet"],
            gesteld_op=self._day(told, "gesprek"),
        )  # fmt: skip
        goal = create_doel(
            by=by, plan=plan, omschrijving=text.woorden, leefdomein=domain, personen=[who], vraag=asked,
            soort=text.soort, resultaat=text.resultaat, streefdatum=made + timedelta(days=90), wet=told["wet"],
        )  # fmt: skip
        for place, agreement in enumerate(text.afspraken):
            resident = agreement.wie_soort == UitvoerderSoort.INWONER
            promised = create_actie(
                by=by, doel=goal, omschrijving=agreement.tekst, wie_soort=agreement.wie_soort,
                wie_naam=agreement.wie_naam, wanneer=made + timedelta(days=7 + 7 * place),
                persoon_id=who.pk if resident else None,
                medewerker_id=worker.pk if agreement.wie_soort == UitvoerderSoort.TEAM else None,
            )  # fmt: skip
            finish_actie(by=by, actie=promised, op=made + timedelta(days=9 + 7 * place))
        return goal

    def _close(self, told: dict[str, Any], casus: Casus, goals: list[Doel], worker: Medewerker) -> None:
        """Every goal its result, the six questions, and a day for the aftercare."""
        slot, op = told["slot"], self._day(told, "afgesloten")
        review = Reviewinvoer(
            wijkt_af=slot["wijkt_af"], ander_arrangement=slot["ander_arrangement"], tevreden=slot["tevreden"],
            voldoende_ondersteuning=slot["voldoende"], woord_van="inwoner", redenen=slot["redenen"],
        )  # fmt: skip
        closing = Sluitinvoer(
            op=op, reden=slot["reden"], zin=slot["zin"], inwoner_geinformeerd=True, nazorg_gewenst=True,
            nazorg_op=op + timedelta(days=aftercare_days(told["casustype"])), review=review,
            resultaten={goal.pk: Doelstatus.BEHAALD for goal in goals},
        )  # fmt: skip
        close_casus(by=self.staff.user_of(worker), casus=Casus.objects.get(pk=casus.pk), invoer=closing)


def play_all(staff: Bezetting, today: date, tell: Callable[[str], None]) -> dict[str, Gespeeld]:
    """Play the four; `tell` hears their names."""
    player = Speler(staff, today)
    played = {code: player.play(code) for code in load_vignetten()}
    tell("de vier verhalen: " + ", ".join(one.ingelezen.huishouden.naam for one in played.values()))
    return played
