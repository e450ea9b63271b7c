"""A household in which every free text says whose it is: for the export of one person nothing of another."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from keukentafel.casussen.public import Casus
from keukentafel.meldingen.models import Melding
from keukentafel.personen.models import Huishouden, Huishoudlid, Persoon, Relatie
from keukentafel.plannen.models import Actie, Doel, Doelpersoon, Inzet, Plan, Vraag
from keukentafel.privacy.inzage.keuring import who
from keukentafel.privacy.inzage.plaats import load_plaatsing
from keukentafel.privacy.inzage.stukken import Lezing, Stuk
from keukentafel.privacy.states import Onthouding
from keukentafel.referentielijsten.public import Leefdomein
from keukentafel.tijdlijn.models import Contactmoment
from keukentafel.voorzieningen.models import Aanvraag
from keukentafel.zelfredzaamheid.models import Meting
from tests.cast import Cast


@dataclass(frozen=True)
class Gelezen:
    """What somebody gets, as text, and how often something was withheld."""

    stukken: Sequence[Stuk]
    tekst: str
    onthouden: dict[Onthouding, int]

    def soorten(self) -> set[str]:
        """The kinds that go along."""
        return {piece.plaats.model for piece in self.stukken}


def lees(persoon: Persoon, *mee: Onthouding, soorten: Collection[str] = ()) -> Gelezen:
    """Read everything of this person, or only these kinds."""
    whole = load_plaatsing()
    kinds = {name: place for name, place in whole.mee.items() if not soorten or name in soorten}
    lezing = Lezing(who(persoon.pk, date.today()), replace(whole, mee=kinds), mee)
    pieces = list(lezing.stukken())
    said = [
        value.tekst for piece in pieces for value in (*piece.velden, *(v for one in piece.eerder for v in one.velden))
    ]
    return Gelezen(pieces, "\n".join(said), dict(lezing.onthouden))


def note(casus: Casus, tekst: str, persoon: Persoon | None = None, **velden: object) -> Contactmoment:
    """A note on the timeline; nobody named unless `persoon` is."""
    values: dict[str, object] = {"datum": date.today(), "soort": "telefoon", **velden}
    return Contactmoment.objects.create(casus=casus, persoon=persoon, tekst=tekst, **values)


def fill(cast: Cast) -> None:
    """Everything of Mieke (the client), of Jan alone and of nobody in particular, each with a word of its own."""
    today = date.today()
    for who_, word in ((cast.mieke, "VANMIEKE"), (cast.jan, "VANJAN"), (None, "VANALLEN")):
        note(cast.casus, f"notitie {word}", who_)
        Vraag.objects.create(casus=cast.casus, persoon=who_, woorden=f"vraag {word}", gesteld_op=today)
        Aanvraag.objects.create(
            casus=cast.casus, persoon=who_ or cast.mieke, motivering=f"aanvraag {word}", product="hbh",
            nummer=f"A-{word}", aanvrager=cast.medewerkers["noor"], wet="wmo",
        )  # fmt: skip
    domein = Leefdomein.objects.order_by("pk")[0]
    plan = Plan.objects.create(
        huishouden=cast.gezin, casus=cast.casus, opgesteld_op=today, interne_notitie="PLANINTERN"
    )
    for wie, word in (([cast.mieke], "VANMIEKE"), ([cast.jan], "VANJAN"), ([], "VANALLEN")):
        doel = Doel.objects.create(
            plan=plan, leefdomein=domein, omschrijving=f"doel {word}", interne_notitie=f"DOELINTERN {word}"
        )
        for one in wie:
            Doelpersoon.objects.create(doel=doel, persoon=one)
        Actie.objects.create(doel=doel, omschrijving=f"actie {word}", wie_soort="netwerk", wie_naam="VANBUURVROUW")
        Inzet.objects.create(
            plan=plan,
            doel=doel,
            leefdomein=domein,
            omschrijving=f"inzet {word}",
            kring="maatwerk",
            aard="nieuw",
            van=today,
        )
    Meting.objects.create(
        casus=cast.casus, persoon=cast.jan, instrument=domein.stelsel, datum=today, reden="meting VANJAN"
    )
    note(cast.casus, "INTERNETEKST", cast.mieke, aard="intern")
    note(cast.casus, "VEILIGETEKST", cast.mieke, wet="veiligheid")
    Melding.objects.create(
        soort="zorgmelding", ontvangen_op=today, persoon=cast.mieke, team=cast.noord, omschrijving="zorgen om u",
        melder_naam="VANBUURMAN", melder_contact="0600MELDER", melder_soort="inwoner_over_ander",
    )  # fmt: skip
    buur = cast.burencasus.persoon
    Melding.objects.create(
        soort="zorgmelding", ontvangen_op=today, persoon=buur, team=cast.noord, omschrijving="VANBUUR",
        wie_naam="VANBUUR", melder_persoon=cast.mieke, melder_naam="Mieke de melder",
    )  # fmt: skip
    note(cast.burencasus, "notitie VANBUUR", buur)
    Relatie.objects.create(persoon_a=cast.mieke, persoon_b=cast.kind, soort="ouder", van=today - timedelta(days=9))


def moved_in(huishouden: Huishouden, naam: str, van: date, tot: date | None = None) -> Persoon:
    """Somebody who lives there from a day."""
    made = Persoon.objects.create(voornamen=naam, achternaam="Los")
    Huishoudlid.objects.create(huishouden=huishouden, persoon=made, rol="volwassene", van=van, tot=tot)
    return made
