"""Domains of the package and of the reference lists: which version a code means, and as which code one leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from keukentafel.core.fouten import Regelfout
from keukentafel.referentielijsten.public import Domeinstelsel, Leefdomein
from keukentafel.uitwisseling.definitie import DOMEINEN

Versie = tuple[date, date | None, int]  # first day, last day, id


class Domeinen:
    """The domains as they are in the lists now."""

    def __init__(self) -> None:
        self._versions: dict[tuple[str, str], list[Versie]] = {}
        self._outgoing: dict[int, tuple[str, str]] = {}
        self._answers: dict[tuple[str, str, date], int] = {}
        rows = Leefdomein.objects.order_by("geldig_van", "pk").values_list(
            "pk", "stelsel__code", "stelsel__telt_als", "code", "geldig_van", "geldig_tot"
        )
        for pk, stelsel, counts_as, code, van, tot in rows:
            self._versions.setdefault((stelsel, code), []).append((van, tot, pk))
            if code in DOMEINEN.get(counts_as or stelsel, ()):
                self._outgoing[pk] = (counts_as or stelsel, code)
        schemes = Domeinstelsel.objects.values_list("pk", "code", "telt_als", "geldig_van", "geldig_tot")
        self._begins = {code: (van, tot) for _pk, code, _counts_as, van, tot in schemes}
        self._instruments = {pk: counts_as or code for pk, code, counts_as, _van, _tot in schemes}

    def version(self, stelsel: str, domein: str, op: date) -> int:
        """Return the id of the version of this domain on a day: the last that had begun by then, else the first.

        Raises Regelfout when the scheme has no such domain.
        """
        found = self._answers.get((stelsel, domein, op))
        if found is None:
            found = self._answers[stelsel, domein, op] = self._find(stelsel, domein, op)
        return found

    def _find(self, stelsel: str, domein: str, op: date) -> int:
        versions = self._versions.get((stelsel, domein))
        if not versions or domein not in DOMEINEN.get(stelsel, ()):
            raise Regelfout(f"Het leefdomein {domein} hoort niet bij {stelsel}.")
        begun = [version for version in versions if version[0] <= op]
        return (begun or versions)[-1 if begun else 0][2]

    def outgoing(self, pk: int | None) -> tuple[str, str] | None:
        """Return (scheme, code) under which this domain leaves; None when the package cannot hold it."""
        return None if pk is None else self._outgoing.get(pk)

    def instrument(self, pk: int) -> str:
        """Return the code under which a scheme leaves; '' when the package cannot hold it."""
        code = self._instruments[pk]
        return code if code in DOMEINEN else ""

    def scheme_of_goal(self, domein: str, gebruikt: Iterable[str], eigen: str, op: date) -> str:
        """Return the scheme that a goal means with a bare code, which any of several schemes may have.

        First what the household was measured in or is supported in (`gebruikt`, the latest first); else of the schemes
        that held on the day of the plan the one that the municipality works with (`eigen`), or the first of the
        contract; else the first of the contract.
        """
        having = [stelsel for stelsel, codes in DOMEINEN.items() if domein in codes]
        for stelsel in gebruikt:
            if stelsel in having:
                return stelsel
        held = [stelsel for stelsel in having if self._held(stelsel, op)]
        return eigen if eigen in held else (held or having)[0]

    def _held(self, stelsel: str, op: date) -> bool:
        van, tot = self._begins.get(stelsel, (date.max, None))
        return van <= op and (tot is None or op <= tot)
