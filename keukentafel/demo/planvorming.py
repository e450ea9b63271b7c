"""The plans of the demo: goals in the words of the household, who does what, what was there and what is new."""

import random
from collections.abc import Mapping
from datetime import date, timedelta

from keukentafel.audit.public import SYSTEEM
from keukentafel.demo.aanvragen import Maatwerk, person_for
from keukentafel.demo.gevallen import Fase, Geval
from keukentafel.demo.huizen import Huis
from keukentafel.demo.verhalen import Afspraak, Doeltekst, Steun, about_child, child_for
from keukentafel.demo.werkers import Bezetting
from keukentafel.personen.public import Persoon, first_name
from keukentafel.plannen.public import (
    Doel,
    Inzetstatus,
    Plan,
    Vraag,
    agree_delen,
    agree_plan,
    create_actie,
    create_doel,
    create_inzet,
    create_plan,
    discuss_plan,
    end_plan,
    evaluate_doel,
    finish_actie,
    give_plan,
    record_vraag,
    register_ander_plan,
    set_doel_result,
)
from keukentafel.referentielijsten.public import (
    Doelresultaat,
    Doelstatus,
    Domeinstelselcode,
    Inzetaard,
    Kring,
    Leefdomein,
    Planakkoord,
    UitvoerderSoort,
    domains_of,
)
from keukentafel.socialekaart.public import Organisatie

AANBIEDERS = {"jeugd": "jeugdhulp", "wmo": "thuiszorg"}
NIET_AKKOORD = (
    ("te_veel", "Drie doelen tegelijk is te veel. Eerst het geld, dan de rest."),
    ("doel_klopt_niet", "Ik heb dit zo niet gezegd, ik wil het anders opgeschreven hebben."),
    ("onenigheid", "Wij zijn het thuis nog niet eens over wie wat doet."),
    ("andere_hulp", "Ik wil liever iemand die ik al ken."),
)
TOELICHTING = {
    Doelresultaat.BEHAALD: ("Dit is gelukt, beter dan gedacht.", "Het gaat nu vanzelf.", "Ik ben trots op mezelf."),
    Doelresultaat.DEELS: ("Een eind op weg, nog niet elke week.", "Het lukt met hulp, zonder nog niet."),
    Doelresultaat.NIET: ("Het kwam er niet van.", "Dit was nu te veel gevraagd."),
}


class Planmaker:
    """Makes the plans; knows the domains and the organisations."""

    def __init__(self, rng: random.Random, staff: Bezetting, today: date) -> None:
        self.rng, self.staff, self.today = rng, staff, today
        self.maatwerk: list[Maatwerk] = []  # what is still to be requested
        rows = Leefdomein.objects.in_bulk([value.pk for value in domains_of(Domeinstelselcode.ZRM2013, today)])
        self.domeinen: Mapping[str, Leefdomein] = {domain.code: domain for domain in rows.values()}

    def make(self, geval: Geval) -> Plan | None:
        """The plan of this case, as far as the case is. None when there is none yet."""
        if geval.vraagverheldering_op is None or geval.medewerker is None:
            return None
        questions = self._questions(geval, geval.vraagverheldering_op)
        if geval.plan_op is None:
            return None
        review = None if geval.afgesloten_op else self._review_day(geval)
        plan = create_plan(by=SYSTEEM, casus=geval.stored, opgesteld_op=geval.plan_op, evaluatie_op=review)
        goals = [self._goal(geval, plan, *both) for both in zip(geval.verhaal.doelen, questions, strict=True)]
        for support in geval.verhaal.inzet:
            self._support(geval, plan, support, goals)
        if geval.fase is not Fase.PLAN or self.rng.random() < 0.4:
            self._talk(geval, plan)
        if geval.plan_op < self.today - timedelta(days=80):
            self._evaluate(geval, goals)
        if geval.afgesloten_op is not None:
            end_plan(by=SYSTEEM, plan=plan, op=geval.afgesloten_op)
        return plan

    def _review_day(self, geval: Geval) -> date:
        if geval.fase is Fase.PLAN:
            return self.today + timedelta(days=self.rng.randint(60, 95))
        return self.today + timedelta(days=self.rng.choice((-9, -2, 0, 5, 12, 24, 40, 61)))

    def _questions(self, geval: Geval, day: date) -> list[Vraag]:
        """What was asked at the table, in the words of who asked."""
        return [
            record_vraag(
                by=SYSTEEM, casus=geval.stored, woorden=text.woorden, leefdomein=self.domeinen[text.domein],
                persoon=geval.huis.vrager, wet=geval.stored.wet, gesteld_op=day,
            )
            for text in geval.verhaal.doelen
        ]  # fmt: skip

    def _goal(self, geval: Geval, plan: Plan, text: Doeltekst, vraag: Vraag) -> Doel:
        made = geval.plan_op or self.today
        goal = create_doel(
            by=SYSTEEM, plan=plan, omschrijving=text.woorden, leefdomein=self.domeinen[text.domein], vraag=vraag,
            personen=self._persons(geval, text), soort=text.soort, resultaat=text.resultaat, wet=geval.stored.wet,
            streefdatum=self._goal_day(geval, made),
        )  # fmt: skip
        for place, agreement in enumerate(text.afspraken):
            self._agreement(geval, goal, agreement, made + timedelta(days=7 + 14 * place))
        return goal

    def _goal_day(self, geval: Geval, made: date) -> date:
        """When one looks whether it worked. Of an open case a day gone by was looked at and put further ahead."""
        day = made + timedelta(days=self.rng.choice((60, 90, 90, 120, 180)))
        if geval.afgesloten_op is not None or day >= self.today:
            return day
        return self.today + timedelta(days=self.rng.choice((-8, -1, 9, 20, 27, 34, 41, 48, 62, 76, 90)))

    def _persons(self, geval: Geval, text: Doeltekst) -> list[Persoon]:
        """For whom: who asked; the other adult when it says "wij"; the child when the story is about one."""
        found = [geval.huis.vrager]
        if text.woorden.startswith("Wij") and geval.huis.ander is not None:
            found.append(geval.huis.ander)
        child = child_for(geval.verhaal.code, geval.huis, self.today) if about_child(geval.verhaal.code) else None
        return [*found, child] if child is not None else found

    def _agreement(self, geval: Geval, goal: Doel, agreement: Afspraak, when: date) -> None:
        who = agreement.wie_soort
        mine = who == UitvoerderSoort.TEAM and geval.medewerker is not None
        actie = create_actie(
            by=SYSTEEM, doel=goal, omschrijving=agreement.tekst, wie_soort=who, wanneer=when,
            wie_naam=agreement.wie_naam,
            persoon_id=geval.huis.vrager.pk if who == UitvoerderSoort.INWONER else None,
            medewerker_id=geval.medewerker.pk if mine and geval.medewerker else None,
        )  # fmt: skip
        if when < self.today - timedelta(days=10) and self.rng.random() < 0.7:
            finish_actie(by=SYSTEEM, actie=actie, op=when + timedelta(days=self.rng.randint(0, 8)))

    def _support(self, geval: Geval, plan: Plan, steun: Steun, goals: list[Doel]) -> None:
        """Support as it was, or new; what is tailored waits for its request when there is a number to ask it with."""
        made = geval.plan_op or self.today
        new = steun.aard == Inzetaard.NIEUW
        tailored = steun.kring == Kring.MAATWERK
        asked = tailored and new and bool(geval.verhaal.product and person_for(geval, self.today).bsn)
        fitting = next((goal for goal in goals if goal.leefdomein.code == steun.domein), goals[0])
        inzet = create_inzet(
            by=SYSTEEM, plan=plan, leefdomein=self.domeinen[steun.domein], aard=steun.aard, kring=steun.kring,
            uitvoerder_soort=steun.wie_soort, omschrijving=steun.tekst, persoon=geval.huis.vrager,
            doel=fitting if new else None, uitvoerder=self._provider(geval) if tailored and new else None,
            van=made + timedelta(days=self.rng.randint(3, 20)) if new else made - timedelta(days=200),
            status=Inzetstatus.VOORGESTELD if asked else Inzetstatus.INGEZET,
            zonder_indicatie=not tailored, wet=geval.stored.wet,
            omvang="2 uur per week" if tailored and "uur" not in steun.tekst else "",
        )  # fmt: skip
        if asked:
            self.maatwerk.append(Maatwerk(geval, inzet))

    def _provider(self, geval: Geval) -> Organisatie:
        return self.staff.organisaties[AANBIEDERS.get(geval.verhaal.wet, "thuiszorg")]

    def _talk(self, geval: Geval, plan: Plan) -> None:
        """Discussed; then given; then agreed, or not: every answer occurs."""
        made = geval.plan_op or self.today
        told = min(made + timedelta(days=self.rng.randint(1, 7)), self.today)
        discuss_plan(by=SYSTEEM, plan=plan, op=told)
        chance = self.rng.random()
        if geval.afgesloten_op is None and chance < 0.15:
            return
        given = min(told + timedelta(days=3), self.today)
        give_plan(by=SYSTEEM, plan=plan, casus=geval.stored, medewerker=geval.medewerker, op=given)
        if geval.verhaal.wet == "wmo" and self.rng.random() < 0.4:
            agree_delen(
                by=SYSTEEM, plan=plan, met_wie="De huisarts", wat="Dat er een plan is en wie de contactpersoon is",
                waarom="Dan weet de huisarts wie hij kan bellen",
            )  # fmt: skip
        if geval.afgesloten_op is None and chance < 0.3:
            return
        if geval.afgesloten_op is None and chance < 0.4:
            reason, words = self.rng.choice(NIET_AKKOORD)
            agree_plan(
                by=SYSTEEM, plan=plan, akkoord=Planakkoord.NIET_AKKOORD, reden=reason, toelichting=words, op=given
            )
            return
        agree_plan(by=SYSTEEM, plan=plan, akkoord=Planakkoord.AKKOORD, op=given)

    def _evaluate(self, geval: Geval, goals: list[Doel]) -> None:
        """How it went, worker and resident apart; a goal of a closed case has its result."""
        start, end = geval.plan_op or self.today, geval.last_day(self.today)
        day = start + (end - start) * 3 // 4
        for goal in goals:
            outcome = self.rng.choices((Doelresultaat.BEHAALD, Doelresultaat.DEELS, Doelresultaat.NIET), (55, 32, 13))[
                0
            ]
            other = outcome if self.rng.random() < 0.75 else Doelresultaat.DEELS
            closed = geval.afgesloten_op
            evaluate_doel(
                by=SYSTEEM, doel=goal, oordeel_medewerker=outcome, oordeel_inwoner=other,
                toelichting=self.rng.choice(TOELICHTING[outcome]), datum=closed or day,
            )  # fmt: skip
            if closed is not None or (outcome == Doelresultaat.BEHAALD and self.rng.random() < 0.5):
                set_doel_result(by=SYSTEEM, doel=goal, status=STATUS[outcome], op=closed or day)

    def other_plan(self, huis: Huis, geval: Geval) -> Plan:
        """A plan of another organisation in the same household, which lies beside the own one."""
        child = huis.kinderen[0] if huis.kinderen else None
        return register_ander_plan(
            by=SYSTEEM, casus=geval.stored, eigenaar=self.staff.organisaties["school" if child else "thuiszorg"],
            naam=f"Ontwikkelplan {first_name(child)}" if child else "Zorgplan wijkverpleging",
            opgesteld_op=geval.aangemeld_op - timedelta(days=60), contactpersoon="zie het plan",
        )  # fmt: skip


STATUS = {
    Doelresultaat.BEHAALD: Doelstatus.BEHAALD,
    Doelresultaat.DEELS: Doelstatus.DEELS_BEHAALD,
    Doelresultaat.NIET: Doelstatus.NIET_BEHAALD,
}
