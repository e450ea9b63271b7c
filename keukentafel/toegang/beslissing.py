"""The decision, pure: no database, no clock, no request. First hit wins (security.md 2.3)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from keukentafel.toegang.matrix import ZONDER_OBJECT, Actie, Matrix
from keukentafel.toegang.states import Label, Reden, Relatie, Rol, Uitkomst, Veld

WET_ALGEMEEN = "algemeen"
WET_VEILIGHEID = "veiligheid"  # never by role or by a decision to coordinate: it has a field group of its own

# While the use of a dossier stands still (AVG 18 lid 2) it is only kept, and read by who has the regie; he may still
# say what he thinks of the request, which the privacy officer handles. In an emergency the rights of another come
# first: break-glass reads too.
BEPERKT_LEZEN = frozenset({"casus_inzien", "huishouden_inzien", "plan_inzien", "meting_inzien", "inbreng_geven"})


@dataclass(frozen=True, slots=True)
class Feiten:
    """All that a decision depends on. `relaties` None: the action concerns no dossier."""

    actie: str
    rollen: AbstractSet[Rol]
    tweede_factor: bool
    relaties: AbstractSet[Relatie] | None = None
    wet: str = WET_ALGEMEEN
    label: Label = Label.NORMAAL
    op_lijst: bool = False
    zelfde_gemeente: bool = True
    crisisdienst: bool = False  # the user is on crisis duty today; only the door of break-glass asks it
    beperkt: bool = False  # the use of the dossier stands still (AVG 18)


@dataclass(frozen=True, slots=True)
class Besluit:
    """Allowed or not, why, which fields, and whether a refusal looks as if the object does not exist.

    `noodvelden`: the fields that break-glass would open where this refuses; empty where it may not be used.
    """

    toegestaan: bool
    reden: Reden
    velden: frozenset[Veld] = frozenset()
    verborgen: bool = False
    noodvelden: frozenset[Veld] = frozenset()

    @property
    def uitkomst(self) -> Uitkomst:
        """Allowed, refused, or refused but open to break-glass."""
        if self.toegestaan:
            return Uitkomst.TOEGESTAAN
        return Uitkomst.NOODTOEGANG_MOGELIJK if self.noodvelden else Uitkomst.GEWEIGERD

    def mag_zien(self, veld: Veld) -> bool:
        """True when this group of fields is open."""
        return self.toegestaan and veld in self.velden


def _refuse(reden: Reden, *, hidden: bool = False, noodvelden: frozenset[Veld] = frozenset()) -> Besluit:
    return Besluit(False, reden, verborgen=hidden, noodvelden=noodvelden)


def _is_stranger(relations: AbstractSet[Relatie]) -> bool:
    return not (set(relations) - {Relatie.GEEN, Relatie.OUD_LID})


def _while_restricted(action: Actie, rollen: AbstractSet[Rol], relations: AbstractSet[Relatie]) -> set[Rol]:
    """The roles that still count for a dossier of which the use stands still (AVG 18 lid 2)."""
    if action.code in BEPERKT_LEZEN and (Relatie.REGISSEUR in relations or Relatie.NOODTOEGANG in relations):
        return set(rollen)
    return {Rol.PRIVACY_OFFICER} & set(rollen) & action.rollen


def decide(feiten: Feiten, matrix: Matrix) -> Besluit:
    """Decide on facts, in order: municipality, conflict, factor, role, shield, purpose, law, restriction, matrix, deny.

    Break-glass comes last: never with a conflict, never for a shielded dossier, also not for who is on its list.
    """
    relations = feiten.relaties
    if not feiten.zelfde_gemeente:
        return _refuse(Reden.ANDERE_GEMEENTE, hidden=True)
    if relations is not None and Relatie.BELANG in relations:
        return _refuse(Reden.BELANG, hidden=True)
    if not feiten.tweede_factor:
        return _refuse(Reden.GEEN_TWEEDE_FACTOR)
    if not feiten.rollen:
        return _refuse(Reden.GEEN_ROL, hidden=relations is not None)
    if feiten.label is Label.AFGESCHERMD and not feiten.op_lijst:
        return _refuse(Reden.AFGESCHERMD, hidden=True)
    if relations is not None and feiten.label is Label.AFGESCHERMD:
        relations = relations - {Relatie.NOODTOEGANG}
    action = matrix.acties.get(feiten.actie)
    if action is None:
        return _refuse(Reden.ONBEKENDE_ACTIE)
    if feiten.wet not in matrix.doelen[action.doel]:
        return _refuse(Reden.ANDER_DOEL, hidden=True)
    lawful = {rol for rol in feiten.rollen if feiten.wet in matrix.wetten[rol]}
    if not lawful:
        return _refuse(Reden.ANDERE_WET, hidden=True)
    if feiten.beperkt and relations is not None:
        counting = _while_restricted(action, lawful, relations)
        if Relatie.REGISSEUR not in relations and Relatie.NOODTOEGANG in relations:
            relations = {Relatie.NOODTOEGANG}  # who opened it in danger reads what that opens, whatever else he is
        if not counting:
            readable = feiten.actie in BEPERKT_LEZEN  # nothing is offered that break-glass would not open
            found = _in_emergency(feiten, action, lawful) if readable else frozenset()
            return _refuse(Reden.BEPERKT, hidden=_is_stranger(relations), noodvelden=found)
        lawful = counting
    wanted = {ZONDER_OBJECT} if relations is None else {str(r) for r in relations} | {str(Relatie.GEEN)}
    grants = [fields for (rol, relation), fields in action.mag.items() if rol in lawful and relation in wanted]
    if not grants:
        stranger = relations is not None and _is_stranger(relations)
        return _refuse(Reden.NIET_IN_MATRIX, hidden=stranger, noodvelden=_in_emergency(feiten, action, lawful))
    return Besluit(True, Reden.TOEGESTAAN, frozenset().union(*grants))


def _in_emergency(feiten: Feiten, action: Actie, lawful: AbstractSet[Rol]) -> frozenset[Veld]:
    """The fields that break-glass would open to these roles; none without crisis duty, dossier, or when shielded."""
    if not feiten.crisisdienst or feiten.relaties is None or feiten.label is Label.AFGESCHERMD:
        return frozenset()
    return frozenset().union(*(action.mag.get((rol, Relatie.NOODTOEGANG), ()) for rol in lawful))


def readable_laws(
    rollen: AbstractSet[Rol],
    matrix: Matrix,
    *,
    eigen: AbstractSet[str] = frozenset(),
    besluit: AbstractSet[str] | None = None,
    rol_op_casus: bool = False,
) -> frozenset[str]:
    """The laws of which this reader may see what was recorded on a case; veiligheid is decided by its field group.

    `besluit` None: the municipality has no ground to read laws together, and the laws of the roles count, as the matrix
    gives them. Otherwise the laws named by the decision to coordinate that holds (empty: there is none): then only what
    is general, what falls under the case's own laws (`eigen`) and what the decision names is open. Who holds a role on
    the case and works under one of the named laws then reads all of them (docs/adr/0021; security.md 2.3, A2).
    """
    laws = frozenset().union(*(matrix.wetten[rol] for rol in rollen)) - {WET_VEILIGHEID}
    if besluit is None:
        return laws
    named = besluit - {WET_VEILIGHEID}
    kept = laws & (eigen | named | {WET_ALGEMEEN})
    joins = rol_op_casus and bool((laws - {WET_ALGEMEEN}) & named)
    return kept | named if joins else kept
