"""The register of processing activities of AVG 30, put together from the declared purposes and the actions."""

from dataclasses import dataclass

from keukentafel.toegang.matrix import load_matrix
from keukentafel.toegang.verwerkingen import Verwerking, Wetsgrond, load_verwerkingen

KOLOMMEN = (
    "Verantwoordelijke", "Verwerking", "Doel", "Wet", "Grondslag", "Wetsartikel", "Bijzondere gegevens en BSN",
    "Betrokkenen", "Gegevens", "Ontvangers", "Bewaren", "Zekerheid", "Handelingen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Registerregel:
    """One processing activity with the grounds of its laws and what can be done for it in the product."""

    verwerking: Verwerking
    gronden: tuple[Wetsgrond, ...]
    handelingen: tuple[str, ...]


def register_lines() -> list[Registerregel]:
    """Every processing activity, in the order of the file; the actions by the name that the matrix gives them."""
    register, actions = load_verwerkingen(), load_matrix().acties.values()
    return [
        Registerregel(
            activity,
            tuple(register.wetten[law] for law in activity.wetten),
            tuple(sorted(action.naam for action in actions if action.doel == activity.code)),
        )
        for activity in register.verwerkingen.values()
    ]


def register_rows(gemeente: str) -> list[tuple[str, ...]]:
    """The register as a table, one row per activity and law, under `KOLOMMEN`; `gemeente` is the controller."""
    return [
        (
            gemeente, line.verwerking.naam, line.verwerking.doel, ground.naam, ground.grondslag, ground.artikel,
            ground.bijzonder, "; ".join(line.verwerking.betrokkenen), "; ".join(line.verwerking.gegevens),
            "; ".join(line.verwerking.ontvangers), ground.bewaren, ground.zeker, "; ".join(line.handelingen),
        )
        for line in register_lines()
        for ground in line.gronden
    ]  # fmt: skip
