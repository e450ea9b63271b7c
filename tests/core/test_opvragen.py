"""A question of a fixed form answers as Django itself would, and refuses whatever would make it answer wrongly."""

import warnings
from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models import Prefetch, QuerySet
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from keukentafel.casussen.models import Casus, Casusrol
from keukentafel.core.opvragen import GeenVasteVorm, compiled, is_kept, keep_related
from keukentafel.referentielijsten.public import Casusrolsoort
from keukentafel.teams.models import Plaatsing, Team
from keukentafel.toegang.models import Gebruiker
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _plain(team_ids: Collection[int], naam: str, op: date) -> QuerySet[Plaatsing]:
    found = Plaatsing.objects.filter(team__in=team_ids, van__lte=op).exclude(medewerker__naam=naam)
    return found.select_related("medewerker", "team").order_by("pk")


fixed = compiled(_plain)


def test_answers_as_django_does(cast: Cast) -> None:
    """Rows, joined objects, empty lists and counts, for other values each time."""
    every = list(Team.objects.order_by("pk").values_list("pk", flat=True))
    today = date.today()
    for teams in (every, every[:1], every[1:], [], [0], set(every), every + every[:1]):
        for naam in ("", "Noor Bakker", "\ue0000-3"):
            for op in (today, date(1990, 1, 1)):
                wanted, found = list(_plain(teams, naam, op)), fixed(teams, naam, op)
                assert found.count() == len(wanted)
                rows = list(found)
                assert rows == wanted
                assert [(row.van, row.medewerker.naam, row.team) for row in rows] == [
                    (row.van, row.medewerker.naam, row.team) for row in wanted
                ]
    assert list(fixed(every, "", today)), "the cast has placements"


@given(
    st.lists(st.integers(-5, 2**62), max_size=80),
    st.dates(),
    st.text(st.characters(exclude_characters="\0", codec="utf-8")),
)
def test_any_values(teams: list[int], op: date, naam: str) -> None:
    """Whatever is asked: the same SQL as Django writes, up to how a list is sent."""
    assert list(fixed(teams, naam, op)) == list(_plain(teams, naam, op))


def test_none_and_enum_belong_to_the_form(cast: Cast) -> None:
    """None is another question than a day; a set of kinds is a question of its own."""

    @compiled
    def roles(tot: date | None, soorten: frozenset[Casusrolsoort], ids: list[int]) -> QuerySet[Casusrol]:
        return Casusrol.objects.filter(tot=tot, rol__in=sorted(soorten)).exclude(pk__in=ids).order_by("pk")

    leads = frozenset({Casusrolsoort.REGISSEUR})
    for tot in (None, date.today()):
        for kinds in (leads, frozenset(Casusrolsoort)):
            for ids in ([], [0]):
                wanted = Casusrol.objects.filter(tot=tot, rol__in=kinds).order_by("pk")
                assert list(roles(tot, kinds, ids)) == list(wanted)


def test_a_list_of_words_days_or_kinds_of_any_length(cast: Cast) -> None:
    """Only whole numbers travel as one list: of others each length, and of kinds each choice, is another question."""

    @compiled
    def named(namen: Collection[str]) -> QuerySet[Team]:
        return Team.objects.filter(naam__in=namen).order_by("pk")

    @compiled
    def begun(dagen: Collection[date]) -> QuerySet[Plaatsing]:
        return Plaatsing.objects.filter(van__in=dagen).order_by("pk")

    @compiled
    def held(soorten: Collection[Casusrolsoort]) -> QuerySet[Casusrol]:
        return Casusrol.objects.filter(rol__in=soorten).order_by("pk")

    names = ["Team Noord", "Team Zuid", "Aanmeldteam"]
    begin = Plaatsing.objects.order_by("pk")[0].van
    for length in (1, 3, 2, 0, 1):
        assert list(named(names[:length])) == list(Team.objects.filter(naam__in=names[:length]).order_by("pk"))
        days = [begin + timedelta(days=number) for number in range(length)][::-1]
        assert list(begun(days)) == list(Plaatsing.objects.filter(van__in=days).order_by("pk"))
    for kinds in ([Casusrolsoort.REGISSEUR], [Casusrolsoort.CONSULENT], list(Casusrolsoort)):
        assert list(held(kinds)) == list(Casusrol.objects.filter(rol__in=kinds).order_by("pk"))
    assert held([Casusrolsoort.REGISSEUR]).count() > 0


def test_one_text_for_every_length(cast: Cast) -> None:
    """On PostgreSQL a list is one parameter; elsewhere too the answer is the same."""
    with CaptureQueriesContext(connection) as queries:
        for number in (1, 2, 30):
            list(Team.objects.filter(pk__in=range(number)))
            list(Plaatsing.objects.filter(team__in=range(number)).order_by("pk"))
    if connection.vendor == "postgresql":
        assert all("= ANY(" in query["sql"] for query in queries.captured_queries)
    assert not Team.objects.filter(pk__in=[None]).exists()
    assert Team.objects.exclude(pk__in=[None, 0]).count() == Team.objects.count()


def _changed(op: date) -> QuerySet[Plaatsing]:
    return Plaatsing.objects.filter(van__lte=op - timedelta(days=1), tot=op).order_by("pk")


def _today(pk: int) -> QuerySet[Plaatsing]:
    return Plaatsing.objects.filter(pk=pk, van__lte=date.today()).order_by("pk")


def _prefetched_today(pk: int) -> QuerySet[Casus]:
    roles = Prefetch("rollen", Casusrol.objects.filter(van__lte=date.today()))
    return Casus.objects.filter(pk=pk).prefetch_related(roles).order_by("pk")


def _now(pk: int) -> QuerySet[Plaatsing]:
    return Plaatsing.objects.filter(pk=pk, gemaakt_op__lte=datetime.now(UTC)).order_by("pk")


def _dropped(pk: int) -> QuerySet[Plaatsing]:
    return Plaatsing.objects.order_by("pk")


def _branching(pk: int) -> QuerySet[Plaatsing]:
    return Plaatsing.objects.order_by("pk" if pk % 2 else "-pk").filter(pk__lte=pk)


@pytest.mark.parametrize(
    ("build", "value"),
    [
        (_changed, date(2026, 1, 1)),
        (_today, 1),
        (_prefetched_today, 1),
        (_now, 1),
        (_dropped, 1),
        (_branching, 1),
        (_dropped, object()),
    ],
)
def test_refuses_what_would_answer_wrongly(build: object, value: object) -> None:
    """A value changed or dropped on its way, a day or time of now, a value of an unknown kind."""
    with pytest.raises(GeenVasteVorm):
        compiled(build)(value)  # type: ignore[type-var, operator]


def test_cannot_be_changed_afterwards(cast: Cast) -> None:
    """What would be added is not in the SQL."""
    found = fixed([1], "", date.today())
    for change in (
        lambda: found.filter(pk=1),
        lambda: found.order_by("van"),
        lambda: found[:1],
        lambda: found.exists(),
        lambda: Team.objects.filter(plaatsingen__in=found),
    ):
        with pytest.raises(GeenVasteVorm):
            list(change())  # type: ignore[arg-type]


def test_without_names() -> None:
    """Arguments by name are refused: their order would make two forms of one question."""
    with pytest.raises(GeenVasteVorm):
        fixed(team_ids=[1], naam="", op=date.today())


def test_keeps_related_rows(cast: Cast) -> None:
    """Both ways without a query: the rows of each object, and the object of each row."""
    users = list(Gebruiker.objects.order_by("pk"))
    wanted = {user.pk: list(user.roltoekenningen.order_by("pk")) for user in users}
    rows = [row for found in wanted.values() for row in found]
    assert not is_kept(users[0], "roltoekenningen")
    keep_related(users, "roltoekenningen", rows)
    with CaptureQueriesContext(connection) as queries:
        assert {user.pk: list(user.roltoekenningen.all()) for user in users} == wanted
        assert all(row.gebruiker is user for user in users for row in user.roltoekenningen.all())
    assert len(queries) == 0
    assert is_kept(users[0], "roltoekenningen")
    assert users[0].roltoekenningen.filter(pk=0).count() == 0
    keep_related([], "roltoekenningen", [])


def test_outside_the_tests_such_a_question_is_built_anew(cast: Cast) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", GeenVasteVorm)
        ask = compiled(_dropped)
        assert [list(ask(pk)) for pk in (1, 2)] == [list(Plaatsing.objects.order_by("pk"))] * 2
