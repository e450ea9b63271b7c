"""Who was merged away does not leave: what is recorded of that person leaves with the one who was kept."""

from __future__ import annotations

from keukentafel.personen.public import Persoon


class Blijvers:
    """By person who was merged away, the one who was kept in the end."""

    def __init__(self) -> None:
        rows = Persoon.objects.exclude(samengevoegd_in=None).order_by()
        self._into: dict[int, int] = dict(rows.values_list("pk", "samengevoegd_in_id"))

    def of(self, pk: int | None) -> int | None:
        """Return the person to name: the one who was kept, or the person himself; None for nobody."""
        seen = set[int]()
        while pk is not None and pk in self._into and pk not in seen:
            seen.add(pk)
            pk = self._into[pk]
        return pk
