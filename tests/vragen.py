"""How much a page asks of the database, with its session and read log: at most 25 questions."""

from collections.abc import Iterable, Mapping

QUERIES = 25
GRENZEN = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")  # the bounds of a transaction ask nothing


def asked(seen: Iterable[Mapping[str, str]]) -> list[str]:
    """Return the questions among what a CaptureQueriesContext saw."""
    return [query["sql"] for query in seen if not query["sql"].startswith(GRENZEN)]
