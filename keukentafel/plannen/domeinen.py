"""Which domains a plan offers, and what they are called: for the worker, and in plain words for the resident."""

from datetime import date

from django.conf import settings

from keukentafel.referentielijsten.public import Waarde, domains_of, find_domain, scheme

GEWONE_WOORDEN = {"adl": "Zorgen voor jezelf en je huis", "financien": "Geld", "justitie": "Politie en justitie"}


def default_scheme() -> str:
    """Code of the scheme in which new goals and support are recorded: the setting INSTRUMENT."""
    return str(settings.INSTRUMENT)


def domain_choices(op: date | None = None) -> list[tuple[str, str]]:
    """(pk, name) of the domains on offer, in the order of the instrument."""
    return [(str(value.pk), value.naam) for value in domains_of(default_scheme(), op)]


def domain_pk(domein: str, stelsel: str = "") -> int:
    """The pk of the domain with this code as it is today. Raises OnbekendeLijst."""
    return find_domain(stelsel or default_scheme(), domein).pk


def plain_name(stelsel: str, domein: str) -> str:
    """The domain in the words of the resident's own edition (MijnZRM) where it has them; else its name."""
    for value in scheme(stelsel).domeinen:
        if value.code == domein:
            return plain(value)
    return domein


def plain(value: Waarde) -> str:
    """The resident's word for a domain."""
    return str(value.kenmerken.get("mijnzrm") or GEWONE_WOORDEN.get(value.code, value.naam))
