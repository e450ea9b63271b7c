"""What tasks do when a case changes, and what they put on its page."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from keukentafel.audit.public import Actor
from keukentafel.casussen.public import (
    Casus,
    Casustoegang,
    Doorverbinding,
    Doorverbindingstatus,
    Meelezing,
    Opschaling,
    Overgang,
    Overzichtsblok,
    TeDoen,
    Uitnodiging,
    current_regisseur,
)
from keukentafel.core.schermdelen import Taakregel
from keukentafel.taken.actions import complete_taak, create_taak, expire_taken, pass_on_taken
from keukentafel.taken.models import Taak
from keukentafel.taken.querysets import GENOEMD, UITNODIGING
from keukentafel.taken.regels import is_put_off, resting, task_actions
from keukentafel.taken.selectors import tasks_on
from keukentafel.teams.public import Medewerker
from keukentafel.toegang.public import Gebruiker

ANTWOORDTERMIJN = timedelta(days=7)  # our own standard: what a colleague asks is answered within a week


def follow_casus(overgang: Overgang) -> None:
    """For the register OVERGANGEN: a hand-over asks for an answer; the tasks follow the regisseur."""
    casus = overgang.casus
    if overgang.soort == "overdracht_gevraagd":
        create_taak(
            by=overgang.by, titel="Overdracht: neem aan of geef terug", soort="overdracht", team=casus.team,
            medewerker=overgang.medewerker, casus=casus, vervalt_op=overgang.op + ANTWOORDTERMIJN,
            bron=f"overdracht:{overgang.bron_id}", url=reverse("casussen:overdracht", args=[overgang.bron_id]),
        )  # fmt: skip
    elif overgang.soort in ("overdracht_aangenomen", "overdracht_teruggegeven", "overdracht_ingetrokken"):
        expire_taken(by=overgang.by, bron=f"overdracht:{overgang.bron_id}")
        if overgang.soort == "overdracht_teruggegeven" and overgang.medewerker is not None:
            create_taak(
                by=overgang.by, titel="Overdracht teruggegeven: lees het antwoord", soort="overdracht",
                team=casus.team, medewerker=overgang.medewerker, casus=casus, vervalt_op=overgang.op,
                bron=f"overdracht-terug:{overgang.bron_id}", url=reverse("casussen:overdragen", args=[casus.pk]),
            )  # fmt: skip
    elif overgang.soort in ("regisseur_toegewezen", "toewijzing_teruggedraaid"):
        if overgang.vorige is not None:
            pass_on_taken(by=overgang.by, casus=casus, van=overgang.vorige, naar=overgang.medewerker)
        _tell_regisseur(overgang)
    elif overgang.soort in ("casus_opgeschaald", "casus_afgeschaald", "opschaling_geevalueerd"):
        _look_again(overgang)
    elif overgang.soort.startswith("uitnodiging_"):
        _follow_invitation(overgang)
    elif overgang.soort.startswith("meelezing_"):
        _follow_second_reader(overgang)
    elif overgang.soort == "casus_doorverbonden" or overgang.soort.startswith("doorverbinding_"):
        _follow_doorverbinding(overgang)
    elif overgang.soort == "casus_teruggedraaid":
        _tell_regisseur(overgang)
    elif overgang.soort == "genoemd":
        _tell_named(overgang)
    elif overgang.soort == "vermelding_ingetrokken":
        expire_taken(by=overgang.by, bron=f"genoemd:{overgang.bron_id}:")
    elif overgang.soort == "casus_afgesloten":
        for taak in Taak.objects.open().filter(casus=casus, soort__in=("overdracht", UITNODIGING)).exclude(bron=""):
            expire_taken(by=overgang.by, bron=taak.bron)
        for asked in Meelezing.objects.filter(casus=casus, tot__gte=overgang.op):
            expire_taken(by=overgang.by, bron=f"meelezing:{asked.pk}:")


def _tell_named(overgang: Overgang) -> None:
    """Who is named with @ in a note gets a line on his own list; it is gone by itself after two weeks."""
    if overgang.medewerker is None:
        return
    page = reverse("tijdlijn:tijdlijn", args=[overgang.casus.pk])
    create_taak(
        by=overgang.by, titel="U bent genoemd in een notitie", soort=GENOEMD, team=overgang.casus.team,
        casus=overgang.casus, medewerker=overgang.medewerker, vervalt_op=overgang.op + ANTWOORDTERMIJN,
        geldig_tot=overgang.op + 2 * ANTWOORDTERMIJN, bron=f"genoemd:{overgang.bron_id}:{overgang.medewerker.pk}",
        url=f"{page}#contact-{overgang.bron_id}",
    )  # fmt: skip


def _follow_invitation(overgang: Overgang) -> None:
    """A question waits for who was asked; who asked waits for him, and reads the answer when it is there (R-092)."""
    casus, by = overgang.casus, overgang.by
    asked = Uitnodiging.objects.select_related("gevraagd_door", "medewerker").get(casus=casus, pk=overgang.bron_id or 0)
    bron, url = f"uitnodiging:{asked.pk}:", reverse("casussen:uitnodigen", args=[casus.pk])
    if overgang.soort != "uitnodiging_verstuurd":
        expire_taken(by=by, bron=bron)
        if overgang.soort == "uitnodiging_beantwoord":
            create_taak(
                by=by, titel="Antwoord op uw vraag: lees het", soort="antwoord", team=casus.team, casus=casus,
                medewerker=asked.gevraagd_door, vervalt_op=overgang.op, bron=f"antwoord:{asked.pk}", url=url,
            )  # fmt: skip
        return
    create_taak(
        by=by, titel="Een vraag aan u: geef antwoord", soort=UITNODIGING, team=casus.team, casus=casus,
        medewerker=asked.medewerker, vervalt_op=min(asked.tot, overgang.op + ANTWOORDTERMIJN), geldig_tot=asked.tot,
        bron=f"{bron}vraag",
        url=reverse("casussen:uitnodiging", args=[asked.pk]),
    )  # fmt: skip
    create_taak(
        by=by, titel="Antwoord op uw vraag", soort="antwoord", team=casus.team, casus=casus,
        medewerker=asked.gevraagd_door, vervalt_op=asked.tot, bron=f"{bron}wacht", wacht_op=asked.medewerker.naam,
        url=url,
    )  # fmt: skip


def _follow_second_reader(overgang: Overgang) -> None:
    """Who reads along has a line that names no case: he may not know whose it is. Who asked reads what he thinks."""
    casus, by = overgang.casus, overgang.by
    asked = Meelezing.objects.select_related("gevraagd_door", "medewerker").get(casus=casus, pk=overgang.bron_id or 0)
    bron = f"meelezing:{asked.pk}:"
    if overgang.soort == "meelezing_gevraagd":
        create_taak(
            by=by, titel="Lees een casus mee", soort=UITNODIGING, team=casus.team,
            medewerker=asked.medewerker, vervalt_op=min(asked.tot, overgang.op + ANTWOORDTERMIJN),
            geldig_tot=asked.tot, bron=f"{bron}vraag", url=reverse("casussen:meelezing", args=[asked.pk]),
        )  # fmt: skip
        return
    expire_taken(by=by, bron=bron)
    if overgang.soort == "meelezing_beantwoord":
        create_taak(
            by=by, titel="Een collega las mee: lees de reactie", soort="antwoord", team=casus.team, casus=casus,
            medewerker=asked.gevraagd_door, vervalt_op=overgang.op, bron=f"antwoord:meelezing:{asked.pk}",
            url=reverse("casussen:meelezen", args=[casus.pk]),
        )  # fmt: skip


def _follow_doorverbinding(overgang: Overgang) -> None:
    """Who handed over asks whether it was accepted; when it was not, he looks on (R-034, R-099)."""
    casus, pk = overgang.casus, overgang.bron_id or 0
    bron, day, title = f"doorverbinding:{pk}:", overgang.op, "Doorverbinding niet aangenomen: kijk wat er nu nodig is"
    if overgang.soort == "casus_doorverbonden":
        day = Doorverbinding.objects.get(casus=casus, pk=pk).volgen_voor
        title = "Ga na of de doorverbinding is aangenomen"
    else:
        expire_taken(by=overgang.by, bron=bron)
        if overgang.soort != f"doorverbinding_{Doorverbindingstatus.GEWEIGERD}":
            return
    role = current_regisseur(casus.pk)
    create_taak(
        by=overgang.by, titel=title, soort="doorverbinding", team=casus.team, casus=casus,
        medewerker=overgang.medewerker or (role.medewerker if role else None), vervalt_op=day,
        bron=f"{bron}{overgang.soort}", url=reverse("casussen:doorverbinding", args=[casus.pk, pk]),
    )  # fmt: skip


def _look_again(overgang: Overgang) -> None:
    """The day on which the level is looked at again is a task of the regisseur; the last step counts (R-088)."""
    casus = overgang.casus
    step = Opschaling.objects.filter(casus=casus, pk=overgang.bron_id or 0).get()
    bron = f"opschaling:{casus.pk}"
    if step.evaluatie_op is None:
        expire_taken(by=overgang.by, bron=bron)
        return
    role = current_regisseur(casus.pk)
    create_taak(
        by=overgang.by, titel="Kijk opnieuw naar de opschaling", soort="opschaling", team=casus.team, casus=casus,
        medewerker=role.medewerker if role else None, vervalt_op=step.evaluatie_op, bron=bron,
        url=reverse("casussen:opschalen", args=[casus.pk]),
    )  # fmt: skip


def _tell_regisseur(overgang: Overgang) -> None:
    """Put it on the day of a new regisseur that the case is his now; not when he took it himself."""
    casus, worker = overgang.casus, overgang.medewerker
    bron = f"toegewezen:{casus.pk}"
    if overgang.soort == "casus_teruggedraaid":  # opened by mistake: nothing may hang on it
        Taak.objects.filter(bron=bron, casus=casus).delete()
    elif overgang.soort != "regisseur_toegewezen" or worker is None:
        if Taak.objects.open().filter(bron=bron).exists():
            expire_taken(by=overgang.by, bron=bron)
    elif isinstance(overgang.by, Gebruiker) and worker.gebruiker_id != overgang.by.pk:
        create_taak(
            by=overgang.by, titel="U bent nu regisseur: lees de casus", soort="toegewezen", team=casus.team,
            medewerker=worker, casus=casus, vervalt_op=overgang.op, bron=bron,
        )  # fmt: skip


def tick_task(by: Actor, casus: Casus, sleutel: str, door: Medewerker | None) -> None:
    """For the register AFVINKEN: done by what was just noted. Does nothing for a task of another case."""
    taak = Taak.objects.open().filter(casus=casus, pk=int(sleutel)).first()
    if taak is not None:
        complete_taak(by=by, taak=taak, door=door)


def todo_of_tasks(casus: Casus) -> list[TeDoen]:
    """For the register TE_DOEN: the open tasks of a case that wait for nobody else and were not put off."""
    today = timezone.localdate()
    return [
        TeDoen(taak.titel, taak.url, vervalt=taak.vervalt_op, acties=task_actions(taak, today), bron=taak.bron)
        for taak in tasks_on(casus)
        if not taak.wacht_op and not is_put_off(taak, today)
    ]


def waiting_block(toegang: Casustoegang) -> Overzichtsblok | None:
    """For the register OVERZICHT: on whom this case waits, and what was put off; nothing when there is nothing."""
    today = timezone.localdate()
    taken = [taak for taak in tasks_on(toegang.casus) if taak.wacht_op or is_put_off(taak, today)]
    if not taken:
        return None
    lines = [
        Taakregel(taak.titel, taak.url, wanneer=resting(taak, today), acties=task_actions(taak, today))
        for taak in taken
    ]
    titel = "Wacht op een ander" if all(taak.wacht_op for taak in taken) else "Wacht of komt later"
    return Overzichtsblok(titel, "taken/_lijst.html", {"titel": titel, "taken": lines}, 30, "hoofd")
