"""A momentopname that was brought up to date holds what one made anew holds, whatever was changed, added or removed."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models, transaction
from django.db.models import ProtectedError
from django.db.utils import DatabaseError
from django.utils import timezone

from keukentafel.audit.public import SYSTEEM
from keukentafel.core.rijnummers import row_bound
from keukentafel.inzicht import verversen
from keukentafel.inzicht.momentopname import STAND, folder_of_files, from_parquet, table_names
from keukentafel.inzicht.motor import Motor, table
from keukentafel.inzicht.plaatsen import Bezet
from keukentafel.inzicht.verversen import held, refresh, refresh_here
from keukentafel.uitwisseling.fouten import Foutenlijst
from keukentafel.uitwisseling.inlezen import import_package
from keukentafel.uitwisseling.public import DELEN, VAK
from keukentafel.uitwisseling.vertaling import stempels
from tests.uitwisseling.pakketten import BSN, files_of, whole, write_folder

MODELS = sorted({part.model for deel in DELEN.values() for part in deel.onderdelen})


@pytest.fixture
def city(leeg: None, tmp_path: Path) -> None:
    """A small package in the database."""
    faults = Foutenlijst()
    import_package(by=SYSTEEM, pad=write_folder(tmp_path / "pakket", files_of(whole())), fouten=faults)
    assert not faults


def rows_in(folder: Path) -> dict[str, list[str]]:
    """Every row of every table as text, sorted; with the id of its object where it has one."""
    part = folder_of_files(folder)
    return {naam: sorted(map(repr, pq.read_table(part / f"{naam}.parquet").to_pylist())) for naam in table_names()}


def changes(seed: int, number: int) -> Iterator[str]:
    """Change, copy and remove objects at random, days of long ago included; yields what happened."""
    r = random.Random(seed)
    for _ in range(number):
        model = apps.get_model(r.choice(MODELS))
        found = list(model._default_manager.order_by("pk"))
        if not found:
            continue
        what = r.choice(("change", "change", "copy", "copy", "remove"))
        try:
            with transaction.atomic():
                _act(what, r.choice(found), r)
        except (DatabaseError, ProtectedError):
            continue
        yield f"{what} {model._meta.label}"


def _act(what: str, one: Any, r: random.Random) -> None:
    if what == "remove":
        one.delete()
        return
    if what == "copy":
        if hasattr(one, "bsn"):
            one.bsn = ""  # a number belongs to one person
        for field in row_bound(type(one)):
            getattr(one, field.attname)  # what is locked to its row is opened while that is still known
        one.pk, one.id, one._state.adding = None, None, True
    free = [field for field in one._meta.concrete_fields if type(field) in (models.DateField, models.ForeignKey)]
    for field in r.sample(free, min(len(free), 2)):
        value = getattr(one, field.name)
        if isinstance(field, models.DateField):
            setattr(one, field.name, value and value - timedelta(r.randint(1, 900)))
        elif value is not None:
            setattr(one, field.name, r.choice(list(type(value)._default_manager.order_by("pk"))))
    one.save()


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(("seed", "vak"), [(1, VAK), (2, 1)])
def test_up_to_date_is_what_anew_is(seed: int, vak: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (stempels, verversen):
        monkeypatch.setattr(module, "VAK", vak)
    refresh(tmp_path / "bij")
    before = rows_in(tmp_path / "bij")
    done = list(changes(seed, 120))
    assert {word.split()[0] for word in done} == {"change", "copy", "remove"}
    found = refresh(tmp_path / "bij")
    assert not found.vol and refresh(tmp_path / "anew").vol
    assert rows_in(tmp_path / "bij") == rows_in(tmp_path / "anew") != before
    assert 0 < sum(found.gelezen.values()) < sum(refresh(tmp_path / "derde").gelezen.values())
    assert sum(found.weg.values()) > 0
    again = refresh(tmp_path / "bij")
    assert sum(again.gelezen.values()) == sum(again.weg.values()) == 0


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_everything_is_read_again_when_what_all_hangs_on_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert refresh(tmp_path).vol and not refresh(tmp_path).vol
    area = apps.get_model("socialekaart.Gebied")._default_manager.get()
    area.inwoners = 7
    area.save()
    assert refresh(tmp_path).vol and not refresh(tmp_path).vol
    (tmp_path / STAND).unlink()  # a round that was cut off
    assert refresh(tmp_path).vol
    monkeypatch.setattr(verversen.timezone, "localdate", lambda: timezone.now().date() + timedelta(8))
    assert refresh(tmp_path).vol


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_the_files_are_for_the_owner_and_name_nobody(tmp_path: Path) -> None:
    folder = tmp_path / "opname"
    call_command("inzicht", momentopname=folder)
    opname = from_parquet(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    parts = {path for path in folder.rglob("*") if path.is_dir()}
    assert len(parts) == 1
    assert {path.stat().st_mode & 0o777 for path in parts} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in folder.rglob("*") if path not in parts} == {0o600}
    told = "".join(str(rows) for rows in rows_in(folder).values())
    for word in ("Mieke", "Wit", "Noor Haan", "Gesproken", BSN):
        assert word not in told
    assert opname.file("casussen") is not None
    assert Motor(from_parquet(folder)).number(table("casussen")) == len(rows_in(folder)["casussen"])


@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_a_row_follows_the_other_objects_that_it_is_made_of(tmp_path: Path) -> None:
    goal = manager("plannen.Inzet").exclude(doel=None).get().doel
    own = goal.leefdomein
    own.pk, own.id, own.code, own._state.adding = None, None, "alleen_hier", True
    own.save()
    manager("plannen.Doelpersoon").filter(doel=goal).delete()
    refresh(tmp_path)
    assert [row["persoon"] for row in rows_of(tmp_path, "doelen") if row["pk"] == goal.pk] == [None]
    assert len([row for row in rows_of(tmp_path, "inzet") if row["doel"]]) == 1
    persoon = manager("personen.Persoon").order_by("pk").first()
    manager("plannen.Doelpersoon").model(doel=goal, persoon=persoon).save()
    assert refresh(tmp_path).gelezen["doelen"] == 1
    assert [bool(row["persoon"]) for row in rows_of(tmp_path, "doelen") if row["pk"] == goal.pk] == [True]
    goal.leefdomein = own  # a domain that no package can hold: the goal does not leave, the support does without it
    goal.save()
    found = refresh(tmp_path)
    assert not found.vol and found.gelezen["inzet"] == 1
    assert not [row for row in rows_of(tmp_path, "inzet") if row["doel"]]
    assert not [row for row in rows_of(tmp_path, "doelen") if row["pk"] == goal.pk]


def manager(label: str) -> Any:
    return apps.get_model(label)._default_manager


def rows_of(folder: Path, naam: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(folder_of_files(folder) / f"{naam}.parquet").to_pylist()
    return found


def forked(do: Callable[[], object]) -> int:
    """Do this in a process of its own, with this database (in memory, so SQLite's); returns its id."""
    pid = os.fork()
    if pid:
        return pid
    try:
        do()
    finally:
        os._exit(0)


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.usefixtures("city")
def test_of_two_processes_the_second_waits_and_goes_on_from_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "opname"
    (in_told, out_told), (in_go, out_go) = os.pipe(), os.pipe()

    def first() -> None:
        with held(folder):
            os.write(out_told, b".")
            os.read(in_go, 1)
            refresh_here(folder)

    pid = forked(first)
    os.read(in_told, 1)
    with pytest.raises(Bezet), held(folder, 0):
        pass
    os.write(out_go, b".")
    found = refresh(folder)  # waits
    os.waitpid(pid, 0)
    assert not found.vol and sum(found.gelezen.values()) == 0
    assert refresh(tmp_path / "anew").vol
    assert rows_in(folder) == rows_in(tmp_path / "anew")
    assert len(list(folder.glob("deel-*"))) == 1


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("after", [3, 30])
def test_a_process_that_is_killed_half_way_leaves_the_old_one_whole(
    after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after so many files were written; nothing of it is left after the next time."""
    folder = tmp_path / "opname"
    refresh(folder)
    before, write, written = rows_in(folder), verversen._own_file, iter(range(1000))

    def killed(path: Path) -> Any:
        if next(written) == after:
            os.kill(os.getpid(), signal.SIGKILL)
        return write(path)

    for label in MODELS:
        for one in manager(label).order_by("pk"):
            one.save()
    manager("casussen.Casus").update(veiligheid=True)
    monkeypatch.setattr(verversen, "_own_file", killed)
    status = os.waitpid(forked(partial(refresh, folder)), 0)[1]
    monkeypatch.undo()
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert rows_in(folder) == before
    assert len(list(folder.glob("deel-*"))) == 2
    found = refresh(folder)
    assert not found.vol
    assert refresh(tmp_path / "anew").vol
    assert rows_in(folder) == rows_in(tmp_path / "anew") != before
    assert len(list(folder.glob("deel-*"))) == 1
