"""What refers to a person or case without a foreign key, and goes with him: keys of packages, drafts, derived lists.

Everything here is named by hand; `unreachable` finds what says something about a person, is not reached by a foreign
key and is named nowhere (the meta-test of R2).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from keukentafel.audit.public import forget_subjects
from keukentafel.core.inlezen import in_portions
from keukentafel.core.rijnummers import row_bound
from keukentafel.core.sleutelbos import destroy_all
from keukentafel.personen.public import BIJ_AFSCHERMEN
from keukentafel.privacy.bewaren.omvang import Model, deleted_before, keys_of
from keukentafel.privacy.inzage.plaats import key_of, own_models, personal_models
from keukentafel.taken.public import OVERBRUGGING

#: Columns with an id of another table, without a foreign key: a row goes with what it names.
KALE_NUMMERS: Mapping[str, tuple[str, str]] = {"toegang.noodtoegang": ("huishouden_id", "personen.huishouden")}
#: The tables of a package, by the name that keys and traces of rows carry.
BRONTABELLEN = {
    "personen": "personen.persoon",
    "huishoudens": "personen.huishouden",
    "huishoudleden": "personen.huishoudlid",
    "relaties": "personen.relatie",
    "meldingen": "meldingen.melding",
    "casussen": "casussen.casus",
    "casusrollen": "casussen.casusrol",
    "contactmomenten": "tijdlijn.contactmoment",
    "metingen": "zelfredzaamheid.meting",
    "scores": "zelfredzaamheid.score",
    "plannen": "plannen.plan",
    "doelen": "plannen.doel",
    "inzet": "plannen.inzet",
    "werkwijze_reviews": "nazorg.werkwijzereview",
}
#: Tables of a package that are about nobody in particular.
ZONDER_PERSOON = frozenset(
    {"gebieden", "organisaties", "teams", "team_gebieden", "medewerkers", "plaatsingen", "buiten_systeem",
     "buurtvragen", "buurtaanbod", "buurtkoppelingen", "activiteiten"}
)  # fmt: skip
#: What is reached by no foreign key, and why it needs none.
LOS = {
    "toegang.noodtoegang": "gaat met het huishouden mee (KALE_NUMMERS)",
    "toegang.bewaardeinvoer": "gaat mee op de bladzijde; blijft anders een dag",
    "werkplek.concept": "gaat mee op de bladzijde; blijft anders een maand",
    "weergaven.groepswijziging": "nummers van rijen; gaat weg na de dag waarop het terug te draaien is",
    "uitwisseling.sleutel": "gaat met de rij mee (BRONTABELLEN)",
    "uitwisseling.rijspoor": "gaat met de rij mee (BRONTABELLEN)",
    "inzicht.cijferrijen": "gaat weg met de lijst waar het huishouden in stond (BIJ_AFSCHERMEN)",
    "inzicht.verkenstand": "gaat weg met de lijst waar het huishouden in stond (BIJ_AFSCHERMEN)",
    "taken.overbrugging": "gaat mee met wat wacht (BRONNEN)",
    "audit.regel": "het logboek blijft; zonder zout wijst een regel niemand meer aan (R3)",
    "privacy.controlepunt": "gaat over een medewerker; noemt regels van het logboek, geen inwoner",
    "buurt.buurtaanbod": "wat een buur aanbiedt, per gebied: staat los van elk dossier",
    "audit.ijkpunt": "een hash van het logboek",
    "personen.naamwoord": "gaat weg als niemand meer zo heet",
    "personen.naamvariant": "gaat weg met het naamwoord",
}
#: Tables whose `bron` names what they follow from: "melding:12:terugkoppeling", "overbrugging:melding:12".
BRONNEN = {"melding": "meldingen.melding", "aanvraag": "voorzieningen.aanvraag", "casus": "casussen.casus",
           "meelezing": "casussen.meelezing"}  # fmt: skip
PAGINAS = {"casussen.casus": "casussen", "personen.persoon": "personen", "personen.huishouden": "huishoudens",
           "meldingen.melding": "meldingen"}  # fmt: skip


def remove_loose(rows: Mapping[Model, Collection[int]]) -> dict[str, int]:
    """Remove what has no foreign key; how many per kind. In the transaction of the caller, before the rows go.

    Destroys the keys of the cases, plans and whatever else owns one, and the salts of the people as well.
    """
    by_label = {key_of(model): ids for model, ids in rows.items()}
    for home in by_label.get("personen.huishouden", ()):
        for take_away in BIJ_AFSCHERMEN:
            take_away(home)
    counts = {
        "uitwisseling.sleutel": _source_rows("Sleutel", by_label),
        "uitwisseling.rijspoor": _source_rows("Rijspoor", by_label),
        "werkplek.concept": _pages("werkplek.Concept", by_label),
        "toegang.bewaardeinvoer": _pages("toegang.BewaardeInvoer", by_label),
        "sleutels van dossiers": destroy_all(owners_of(rows)),
        "pseudoniemen in het logboek": forget_subjects(by_label.get("personen.persoon", ())),
    }
    counts["taken, naar hun oorzaak"] = _bridges(by_label)
    for label, (column, target) in KALE_NUMMERS.items():
        model = apps.get_model(label)
        chosen = {f"{column}__in": list(by_label.get(target, ()))}
        counts[label] = _drop(model._base_manager.filter(**chosen))
        _drop(model.history.model._base_manager.filter(**chosen))
    return counts


def key_owners() -> dict[str, Model]:
    """Every model of which a row owns a key, by its name in that key: found by walking the encrypted fields."""
    found: dict[str, Model] = {}
    for model in own_models():
        for field in row_bound(model):
            name = getattr(field, "dossier", "")
            if name:
                owner: Any = model if name == "id" else model._meta.get_field(name).related_model
                found[field.owner_kind] = owner  # type: ignore[attr-defined]
    return found


def owners_of(rows: Mapping[Model, Collection[int]]) -> set[str]:
    """The owners of keys that go with these rows ("casus:12"), also those that were deleted before."""
    found: set[str] = set()
    for name, model in key_owners().items():
        ids = set(rows.get(model, ()))
        for versions in deleted_before(model, rows):
            ids |= set(versions.order_by().values_list("id", flat=True))
        found |= {f"{name}:{pk}" for pk in ids}
    return found


def forget_words() -> int:
    """Remove the words of names that nobody carries any more, with their spellings; after the people are gone."""
    words, keys = apps.get_model("personen", "Naamwoord"), apps.get_model("personen", "Zoeksleutel")
    used = keys._base_manager.filter(Q(eerste=OuterRef("woord")) | Q(tweede=OuterRef("woord")))
    gone = list(words._base_manager.filter(~Exists(used)).order_by().values_list("pk", flat=True))
    for part in in_portions(gone):
        _drop(apps.get_model("personen", "Naamvariant")._base_manager.filter(naamwoord__in=part))
        _drop(words._base_manager.filter(pk__in=part))
    return len(gone)


def unreachable() -> list[str]:
    """Kinds with data about a person that no foreign key leads to and that LOS does not name; empty when whole."""
    return sorted(key_of(model) for model in personal_models() - reached() if key_of(model) not in LOS)


def reached() -> set[Model]:
    """Every model from which foreign keys lead to a case, person, household or melding."""
    every = own_models()
    found = {model for model in every if key_of(model) in PAGINAS}
    while more := {m for m in every if m not in found and {f.related_model for f in keys_of(m)} & found}:
        found |= more
    return found


def _source_rows(name: str, by_label: Mapping[str, Collection[int]]) -> int:
    manager = apps.get_model("uitwisseling", name)._base_manager
    return sum(
        _drop(manager.filter(resource=resource, object_id__in=list(by_label[label])))
        for resource, label in BRONTABELLEN.items()
        if by_label.get(label)
    )


def _bridges(by_label: Mapping[str, Collection[int]]) -> int:
    chosen = Q(pk__in=[])
    for word, label in BRONNEN.items():
        for pk in by_label.get(label, ()):
            source = f"{word}:{pk}"
            chosen |= Q(bron__in=(source, f"{OVERBRUGGING}:{source}")) | Q(bron__startswith=f"{source}:")
    number = 0
    for name in ("Overbrugging", "Taak"):
        model = apps.get_model("taken", name)
        _drop(model.history.model._base_manager.filter(chosen))
        number += _drop(model._base_manager.filter(chosen))
    return number


def _pages(label: str, by_label: Mapping[str, Collection[int]]) -> int:
    """What was typed on a page of what goes: /casussen/12/..."""
    chosen = Q(pk__in=[])
    for kind, folder in PAGINAS.items():
        for pk in by_label.get(kind, ()):
            chosen |= Q(pad__contains=f"/{folder}/{pk}/")
    return _drop(apps.get_model(label)._base_manager.filter(chosen))


def _drop(found: QuerySet) -> int:  # type: ignore[type-arg]
    number = found.order_by().count()
    if number:
        found.order_by()._raw_delete(found.db)
    return number
