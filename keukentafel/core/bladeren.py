"""Paging through a list: the ids of one page and how many there are in all, in one query."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Window


def page_of_ids(found: QuerySet[Any], pagina: str | int | None, per_pagina: int) -> Page[int]:
    """One page of an ordered queryset as primary keys, with the count beside it in the same query.

    A word or a number below one gives the first page, a number past the end the last (as Paginator.get_page does,
    at the cost of a second query). What a row shows is read afterwards, for these ids alone: so the joins are made
    for fifty rows and not for everything that is sorted.
    """
    number = _number(pagina)
    rows = list(counted_ids(found, number, per_pagina))
    if not rows and number > 1:
        number = max(-(-found.count() // per_pagina), 1)
        rows = list(counted_ids(found, number, per_pagina))
    return as_page(rows, number, per_pagina)


def counted_ids(found: QuerySet[Any], number: int, per_pagina: int) -> QuerySet[Any, tuple[int, int]]:
    """The primary keys of one page of an ordered queryset, each with the count of all."""
    counted: QuerySet[Any, tuple[int, int]] = found.annotate(_totaal=Window(Count("pk"))).values_list("pk", "_totaal")
    return counted[(number - 1) * per_pagina : number * per_pagina]


def as_page(rows: Sequence[tuple[int, int]], number: int, per_pagina: int) -> Page[int]:
    """The page of what `counted_ids` gave."""
    paginator: Paginator[int] = Paginator(range(rows[0][1] if rows else 0), per_pagina)
    return Page([pk for pk, _ in rows], number, paginator)


def _number(pagina: str | int | None) -> int:
    text = str(pagina or 1)
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1
