"""Where the log review gets its lines and what it knows of the people in them."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils import timezone

from keukentafel.audit.public import lines_between, persons_behind
from keukentafel.casussen.public import Casus
from keukentafel.core.muur import as_system
from keukentafel.personen.public import EigenPersoon, Huishoudlid, Persoon
from keukentafel.privacy.logboek.controle_regels import Kijkfeiten, Kijkregel
from keukentafel.teams.public import Plaatsing
from keukentafel.toegang.public import Gebruiker, Label

KOLOMMEN = (
    "volgnr", "tijd", "gebeurtenis", "soort", "actie", "grond", "reden", "actor", "object_soort", "object_id",
    "betrokkene",
)  # fmt: skip
ZELDZAAM_TOT = 4  # people with the same surname, in the whole registration
LANG_GESLOTEN = timedelta(days=365)


def lines_of_week(van: date) -> Iterator[Kijkregel]:
    """What users did in the seven days from `van`, in local time; not what the system did itself."""
    begin = timezone.make_aware(datetime.combine(van, time.min))
    end = timezone.make_aware(datetime.combine(van + timedelta(days=7), time.min))
    rows = lines_between(begin, end).exclude(actor=None).values_list(*KOLOMMEN)
    for row in rows.iterator(chunk_size=5000):
        yield Kijkregel(row[0], timezone.localtime(row[1]), str(row[2]), *row[3:])


@as_system("controle van het logboek")
def facts_for(lines: Collection[Kijkregel], op: date) -> Kijkfeiten:
    """What is known of the people in these lines, on the last day of the period; in whole tables, not per line."""
    facts = Kijkfeiten()
    persons = persons_behind({line.betrokkene for line in lines if line.betrokkene})
    pseudonyms = {pk: pseudonym for pseudonym, pk in persons.items()}
    _names(facts, pseudonyms)
    _cases(facts, pseudonyms, op)
    _users(facts, pseudonyms, {line.actor for line in lines}, op)
    return facts


def _names(facts: Kijkfeiten, pseudonyms: dict[int, str]) -> None:
    for pk, surname, postcode in Persoon.objects.order_by().values_list("pk", "achternaam", "postcode").iterator():
        who = pseudonyms.get(pk)
        if who is not None:
            facts.achternaam[who], facts.postcode[who] = surname.casefold(), postcode


def _cases(facts: Kijkfeiten, pseudonyms: dict[int, str], op: date) -> None:
    """Teams that help or helped somebody, who has a sensitive dossier, and whose cases were all closed long ago."""
    members: dict[int, set[int]] = defaultdict(set)
    for household, person in Huishoudlid.objects.order_by().values_list("huishouden_id", "persoon_id").iterator():
        if person in pseudonyms:
            members[household].add(person)
    last: dict[str, date] = {}
    columns = ("persoon_id", "huishouden_id", "team_id", "afgesloten_op", "huishouden__label")
    for person, household, team, closed, label in Casus.objects.order_by().values_list(*columns).iterator():
        for pk in members[household] | ({person} & pseudonyms.keys()):
            who = pseudonyms[pk]
            facts.teams.setdefault(who, set()).add(team)
            last[who] = max(last.get(who, date.min), closed or date.max)
            if label == Label.GEVOELIG:
                facts.gevoelig.add(who)
    facts.oud_client.update(who for who, closed in last.items() if closed < op - LANG_GESLOTEN)


def _users(facts: Kijkfeiten, pseudonyms: dict[int, str], actors: set[int], op: date) -> None:
    for pk, name in Gebruiker.objects.filter(pk__in=actors).values_list("pk", "naam"):
        facts.naam_van[pk] = _surname(name)
    names = set(facts.naam_van.values())
    counted = Persoon.objects.order_by().values_list("achternaam").annotate(aantal=Count("pk"))
    common = {name.casefold() for name, count in counted.filter(aantal__gt=ZELDZAAM_TOT)}
    facts.zeldzaam = names - common
    own = EigenPersoon.objects.order_by().values_list("gebruiker_id", "persoon_id", "persoon__postcode")
    for user, person, postcode in own:
        facts.postcode_van[user] = postcode
        if person in pseudonyms:
            facts.gebruiker[pseudonyms[person]] = user
    placed = Plaatsing.objects.filter(Q(tot=None) | Q(tot__gte=op - timedelta(days=7)), van__lte=op).order_by()
    for user, team in placed.values_list("medewerker__gebruiker_id", "team_id"):
        if user in actors:
            facts.teams_van.setdefault(user, set()).add(team)
    everywhere = {user for user, teams in facts.teams_van.items() if None in teams}  # works for all teams
    for user in everywhere:
        del facts.teams_van[user]


def _surname(name: str) -> str:
    """The last word of a user's name, as his surname is compared with those of residents."""
    return name.split()[-1].casefold() if len(name.split()) > 1 else ""
