"""Under which keys the search terms of the log lie: it is never changed, so each keeps the key it was written with."""

from collections import Counter
from collections.abc import Iterator, Mapping

from django.db import connection

from keukentafel.core.geheimschrift import key_of


class Logplaats:
    """The column `geheim` of the log, for core.sleutelbeheer."""

    vast = True

    def counts(self) -> Mapping[str, int]:
        """How many terms lie under each key."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT substr(geheim, 1, 17), count(*) FROM audit_regel WHERE geheim IS NOT NULL GROUP BY 1"
            )
            found: Counter[str] = Counter()
            for first, number in cursor.fetchall():
                found[key_of(bytes(first))] += number
        return found

    def move(self) -> Iterator[tuple[int, int]]:
        """Nothing moves here: the chain would break."""
        return iter(())
