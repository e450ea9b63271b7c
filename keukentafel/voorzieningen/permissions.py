"""Who may do what with a request: the team through the case, the back office once it was handed in."""

from dataclasses import dataclass

from django.http import Http404

from keukentafel.audit.public import note_read
from keukentafel.casussen.public import Casustoegang, coordination_is_on, open_laws, relations_to_casus
from keukentafel.core.muur import weighs
from keukentafel.personen.public import on_shield_list
from keukentafel.toegang.public import (
    Besluit,
    Gebruiker,
    Label,
    Objectfeiten,
    Relatie,
    authorize,
    decision,
)
from keukentafel.voorzieningen.models import Aanvraag, BesluitAnder
from keukentafel.voorzieningen.querysets import BACKOFFICEROLLEN
from keukentafel.voorzieningen.states import BIJ_BACKOFFICE


@dataclass(frozen=True, slots=True)
class Aanvraagtoegang:
    """A request that may be used, with the decision that says which fields may be shown."""

    aanvraag: Aanvraag
    besluit: Besluit
    gebruiker: Gebruiker
    feiten: Objectfeiten

    def may(self, actie: str) -> bool:
        """Whether this user may also do this, without asking the database again."""
        return decision(self.gebruiker, actie, self.feiten).toegestaan


def facts_of_aanvraag(user: Gebruiker, aanvraag: Aanvraag) -> Objectfeiten:
    """The relations to the case, and backoffice when the request was handed in; the law is that of the request."""
    relations = set(relations_to_casus(user, aanvraag.casus))
    if aanvraag.status in BIJ_BACKOFFICE and user.rollen & BACKOFFICEROLLEN:
        relations.add(Relatie.BACKOFFICE)
    household = aanvraag.casus.huishouden
    return Objectfeiten(
        relaties=frozenset(relations),
        wet=aanvraag.wet,
        label=Label(household.label),
        op_lijst=on_shield_list(user, household),
        beperkt=household.beperkt,
    )


@weighs
def access_aanvraag(user: Gebruiker, aanvraag_id: int, actie: str = "aanvraag_inzien") -> Aanvraagtoegang:
    """The request, for this action; Http404 for a stranger, PermissionDenied for a role that may not. Logged."""
    rows = Aanvraag.objects.filter(pk=aanvraag_id)
    found = rows.select_related(
        "casus__huishouden", "casus__team", "persoon", "inzet__plan", "aanbieder", "aanvrager"
    ).first()
    if found is None:
        raise Http404
    facts = facts_of_aanvraag(user, found)
    besluit = authorize(user, actie, facts, obj=found)
    by_case = coordination_is_on() and Relatie.BACKOFFICE not in facts.relaties
    if by_case and found.wet not in open_laws(user, found.casus, facts.relaties):
        raise Http404
    note_read(actie, found, subjects=[found.persoon_id], wet=found.wet)
    return Aanvraagtoegang(found, besluit, user, facts)


def find_besluit_ander(kring: Casustoegang, besluit_id: int) -> BesluitAnder:
    """What somebody else decided for a person of this case, under a law that the reader may read; else Http404."""
    rows = BesluitAnder.objects.filter(
        pk=besluit_id, persoon__in=kring.leden, casus__huishouden=kring.casus.huishouden_id, vervallen_op=None
    )
    found = rows.select_related("persoon").first()
    if found is None or not kring.mag_wet(found.wet):
        raise Http404
    return found
