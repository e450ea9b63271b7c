"""Bring a demo municipality in, by name, into an empty database: through the door of every exchange package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from keukentafel.audit.public import SYSTEEM, post_event, record
from keukentafel.cijfers.public import import_reeksen
from keukentafel.demo.gemeenten import caberg_malpertuis, lopik, midden_groningen
from keukentafel.demo.gemeenten.aanmelders import let_in
from keukentafel.demo.gemeenten.pakketbouw import Pakketbouw
from keukentafel.demo.laden import DemoGeweigerd
from keukentafel.personen.public import Persoon
from keukentafel.socialekaart.public import Gebied, Organisatie
from keukentafel.teams.public import Medewerker, Team
from keukentafel.toegang.public import Gebruiker
from keukentafel.uitwisseling.public import Bron, Foutenlijst, import_package


@dataclass(frozen=True, slots=True)
class Gemeente:
    """A demo municipality: what it is called, what makes its package, the day that its figures are about."""

    titel: str
    make: Callable[[Pakketbouw], None]
    peildatum: date


GEMEENTEN: Mapping[str, Gemeente] = {
    "caberg-malpertuis": Gemeente("Caberg-Malpertuis", caberg_malpertuis.make, caberg_malpertuis.PEILDATUM),
    "midden-groningen": Gemeente("Midden-Groningen", midden_groningen.make, midden_groningen.PEILDATUM),
    "lopik": Gemeente("Lopik", lopik.make, lopik.PEILDATUM),
}


def source_of(naam: str) -> str:
    """Return the source under which this municipality comes in."""
    return f"demo {naam}"


def is_loaded(naam: str) -> bool:
    """Whether this database holds this municipality."""
    return Bron.objects.filter(naam=source_of(naam)).exists()


def refuse_beside_others() -> None:
    """Raise DemoGeweigerd in production, and where there is anything already."""
    if settings.PRODUCTIE:
        raise DemoGeweigerd("Dit is een productieomgeving. Hier komt geen demo in.")
    if any(model.objects.exists() for model in (Persoon, Gebruiker, Team, Medewerker, Gebied, Organisatie, Bron)):
        raise DemoGeweigerd(
            "In deze database staan al gegevens. Een demogemeente krijgt een eigen, lege database: "
            "zet DATABASE_URL en voer eerst migrate uit."
        )


def load_gemeente(naam: str, tell: Callable[[str], None] = lambda _text: None) -> None:
    """Load it in one transaction. Raises KeyError for no such municipality, DemoGeweigerd (refuse_beside_others).

    Naming it is asking for it, so that the contract's command line works as it stands (exchange/README.md); only who
    may log in without a password needs the demo to be on.
    """
    gemeente = GEMEENTEN[naam]
    refuse_beside_others()
    fouten = Foutenlijst()
    with TemporaryDirectory() as folder, post_event("demo_geladen", by=SYSTEEM):
        bouw = Pakketbouw()
        gemeente.make(bouw)
        bouw.write(Path(folder))
        tell(f"{len(bouw.rijen['personen'])} personen, {len(bouw.rijen['casussen'])} casussen bedacht")
        outcome = import_package(by=SYSTEEM, pad=Path(folder), fouten=fouten, bron=source_of(naam))
        _refuse_faults(naam, fouten)
        _bring_in_series(bouw, Path(folder) / "reeksen.csv", fouten)
        _refuse_faults(naam, fouten)
        tell(f"{sum(outcome.rijen.values())} rijen ingelezen")
        if settings.DEMO:
            tell(f"{let_in(gemeente.peildatum)} mensen kunnen inloggen")
        record("demo_geladen", None)


def _bring_in_series(bouw: Pakketbouw, path: Path, fouten: Foutenlijst) -> None:
    """What other systems counted, through the door of such series."""
    bouw.write_reeksen(path)
    import_reeksen(by=SYSTEEM, pad=path, fouten=fouten)


def _refuse_faults(naam: str, fouten: Foutenlijst) -> None:
    """Raise ValueError when the invented package has a fault: nothing stays."""
    if fouten:
        raise ValueError(f"the package of {naam} has {len(fouten)} faults: {fouten.eerste[0]}")
