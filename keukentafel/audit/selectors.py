"""Reads of the log itself: verify the chain, find the lines of one person."""

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from hmac import compare_digest

from django.db.models import QuerySet

from keukentafel.audit.gebeurtenis import NOODTOEGANG
from keukentafel.audit.keten import NAMEN, Breuk, Inhoud, chain_key, first_break, prove_old
from keukentafel.audit.models import Betrokkene, IJkpunt, Regel
from keukentafel.audit.schrijven import pseudonym_with, pseudonyms_of

OVERGANG = "overgang"


def verify_chain(punten: Mapping[int, str] | None = None) -> tuple[int, Breuk | None]:
    """Recompute every hash; returns (lines read, first broken link or None).

    `punten`: hash by number of the lines in the checkpoints that lie outside the database.
    """
    read = 0
    old, digest = proven_old()

    def counted() -> Iterator[tuple[Inhoud, str]]:
        nonlocal read
        for pair in lines():
            read += 1
            yield pair

    known = dict(punten or {}) | ({old: digest} if old else {})
    broken = first_break(counted(), chain_key(), known, oud_tot=old)
    return read, broken


def proven_old() -> tuple[int, str]:
    """Number and hash of the last line that may be of form 1; (0, "") when there is none, or no right proof."""
    for point in IJkpunt.objects.filter(soort=OVERGANG):
        if compare_digest(point.handtekening, prove_old(point.volgnr, point.hash)):
            return point.volgnr, point.hash
    return 0, ""


def lines(na: int = 0) -> Iterator[tuple[Inhoud, str]]:
    """Content and stored hash of every line after number `na`, in order; read in portions."""
    rows = Regel.objects.filter(volgnr__gt=na).order_by("volgnr").values_list(*NAMEN, "hash")
    uuid, secret = NAMEN.index("gebeurtenis"), NAMEN.index("geheim")
    for *values, stored in rows.iterator(chunk_size=5000):
        values[uuid] = str(values[uuid])
        if values[secret] is not None:
            values[secret] = bytes(values[secret])
        yield Inhoud(*values), stored


def head() -> tuple[int, str]:
    """The last line's number and hash: keep it elsewhere, and a cut-off tail shows."""
    last = Regel.objects.order_by("-volgnr").values_list("volgnr", "hash").first()
    return last or (0, "")


def reads_in_emergency(actor_id: int, van: datetime, tot: datetime) -> list[tuple[datetime, str, int]]:
    """What this user read by break-glass between two moments: when, which action, about how many persons; in order.

    One entry per page and action; at most 500.
    """
    rows = Regel.objects.filter(actor=actor_id, tijd__gte=van, tijd__lte=tot, grond=NOODTOEGANG, soort="lezen")
    pages: dict[tuple[str, str], tuple[datetime, int]] = {}
    for tijd, page, actie in rows.order_by("volgnr").values_list("tijd", "gebeurtenis", "actie").iterator():
        first, count = pages.get((str(page), actie), (tijd, 0))
        pages[str(page), actie] = (first, count + 1)
    return [(first, actie, count) for (_page, actie), (first, count) in pages.items()][:500]


def lines_of_subject(subject_id: int) -> QuerySet[Regel]:
    """All lines about one person, newest first."""
    pseudonym = pseudonyms_of([subject_id])[subject_id]
    return Regel.objects.filter(betrokkene=pseudonym).order_by("-volgnr")


def persons_behind(pseudonyms: Collection[str]) -> dict[str, int]:
    """The person id behind each of these pseudonyms; without those whose key was destroyed."""
    wanted, found = set(pseudonyms), {}
    for subject, salt in Betrokkene.objects.order_by().values_list("pk", "zout").iterator(chunk_size=5000):
        pseudonym = pseudonym_with(subject, bytes(salt))
        if pseudonym in wanted:
            found[pseudonym] = subject
    return found


def lines_between(van: datetime, tot: datetime) -> QuerySet[Regel]:
    """The lines written from `van` up to and without `tot`, in order."""
    return Regel.objects.filter(tijd__gte=van, tijd__lt=tot).order_by("volgnr")
