"""What personen asks of rooms above it and cannot know itself. They fill these in `AppConfig.ready()`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet

from keukentafel.core.register import Register
from keukentafel.core.schermdelen import Etiket, Menuregel
from keukentafel.toegang.public import Gebruiker, Relatie

Relatiebron = Callable[[Gebruiker, Collection[int]], Mapping[int, AbstractSet[Relatie]]]

#: How a user stands to each of these households (ids), apart from conflict: casussen.
HUISHOUDENRELATIES: Register[Relatiebron] = Register("relaties tot een huishouden")
#: How a user stands to each of these persons (ids) otherwise than through a household: meldingen.
PERSOONRELATIES: Register[Relatiebron] = Register("relaties tot een persoon")
#: Told that this person, just recorded, resembles someone of this shielded household (id): taken. Nobody else hears it.
SCHILDTREFFERS: Register[Callable[[int, int], None]] = Register(
    "wie hoort van een treffer op een afgeschermd huishouden"
)
#: In the care of which teams (id and name) each of these persons (ids) is now.
TEAMS_VAN_PERSONEN: Register[Callable[[Collection[int]], Mapping[int, Mapping[int, str]]]] = Register(
    "teams van personen"
)
#: In which teams (ids) a user works today.
TEAMS_VAN_GEBRUIKER: Register[Callable[[Gebruiker], AbstractSet[int]]] = Register("teams van een gebruiker")
#: Persons (ids) a user may find although they are in no team of his: invited, deputy; a short list.
BUITEN_TEAM: Register[Callable[[Gebruiker], AbstractSet[int]]] = Register("personen buiten het eigen team")
#: What must be taken away at once when a household (id) is shielded, in the same transaction: inzicht.
BIJ_AFSCHERMEN: Register[Callable[[int], None]] = Register("wat bij afschermen verdwijnt")
#: Where the reader can go from a household (its cases): links this user may follow.
LINKS_VAN_HUISHOUDEN: Register[Callable[[Gebruiker, int], Sequence[Menuregel]]] = Register("links van een huishouden")
#: What must be seen on every screen of a household, as far as this reader may (R-043: safety): casussen, meldingen.
# Filled by rooms that keep a name or address of somebody on their own rows: forget it for these persons (by their ids).
NAAM_UIT_SYSTEEM: Register[Callable[[Collection[int]], None]] = Register("waar ook een naam van een inwoner staat")
ETIKETTEN_VAN_HUISHOUDEN: Register[Callable[[Gebruiker, int], Sequence[Etiket]]] = Register(
    "etiketten van een huishouden"
)
