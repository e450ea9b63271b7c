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
    rows = _slice(found, number, per_pagina)
    if not rows and number > 1:
        number = max(-(-found.count() // per_pagina), 1)
        rows = _slice(found, number, per_pagina)
    paginator: Paginator[int] = Paginator(range(rows[0][1] if rows else 0), per_pagina)
    return Page([pk for pk, _ in rows], number, paginator)


def _slice(found: QuerySet[Any], number: int, per_pagina: int) -> Sequence[tuple[int, int]]:
    counted = found.annotate(_totaal=Window(Count("pk"))).values_list("pk", "_totaal")
    return list(counted[(number - 1) * per_pagina : number * per_pagina])


def _number(pagina: str | int | None) -> int:
    text = str(pagina or 1)
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 7 else 1
