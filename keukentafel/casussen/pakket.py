"""What goes along when a case is handed over: only what was chosen, and only of the law of the case (R-099)."""

from collections.abc import Collection

from keukentafel.casussen.permissions import Casustoegang
from keukentafel.casussen.registers import UITNODIGINGSBRONNEN, Uitnodigingsdeel
from keukentafel.referentielijsten.public import Wet


class Pakkettoegang(Casustoegang):
    """The same case, as far as it may leave: what is general or stands under the law of the case."""

    def mag_wet(self, wet: str) -> bool:
        """True for what is general or of the case's own law, when the reader himself may read it."""
        return wet in (Wet.ALGEMEEN, self.casus.wet) and super().mag_wet(wet)


def _narrow(toegang: Casustoegang) -> Pakkettoegang:
    return Pakkettoegang(toegang.casus, toegang.besluit, toegang.gebruiker, toegang.feiten, toegang.leden)


def domains_of(toegang: Casustoegang) -> list[tuple[str, list[int]]]:
    """The domains under which something stands on this case, by name, with their ids (one per scheme)."""
    found: dict[str, list[int]] = {}
    for source in UITNODIGINGSBRONNEN:
        for pk, naam in source.domeinen(toegang):
            ids = found.setdefault(naam, [])
            if pk not in ids:
                ids.append(pk)
    return sorted(found.items())


def package_domains(toegang: Casustoegang) -> list[tuple[str, list[int]]]:
    """The domains that can go along."""
    return domains_of(_narrow(toegang))


def package_of(toegang: Casustoegang, domeinen: Collection[int], *, samenvatting: bool) -> list[Uitnodigingsdeel]:
    """What is given: the summary when that was chosen, and what stands under these domains. Nothing private."""
    parts = [source.toon(_narrow(toegang), domeinen) for source in UITNODIGINGSBRONNEN]
    chosen = [part for part in parts if part is not None]
    if samenvatting and toegang.casus.samenvatting:
        chosen.insert(0, Uitnodigingsdeel("Samenvatting", (toegang.casus.samenvatting,)))
    return chosen
