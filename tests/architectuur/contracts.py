"""A contract that import-linter has not: a room's insides are closed, its door is `public.py`."""

from __future__ import annotations

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class DoorsContract(Contract):
    """Between two rooms of one package only `<room>.public` is imported.

    Options: `package`, the house; `open_rooms`, rooms that may be entered anywhere. import-linter's own
    `protected` contract would need one entry per module of every room; this one also holds a room or a
    module that is made tomorrow. Migrations are free: they name what a field once was.
    """

    type_name = "doors"

    package = fields.StringField()
    open_rooms = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Look at every import between two rooms."""
        package, open_rooms = str(self.package), set(self.open_rooms or ())  # type: ignore[call-overload]
        rooms = graph.find_children(package)
        inside = {module: room for room in rooms for module in {room, *graph.find_descendants(room)}}
        wrong = []
        for importer, room in sorted(inside.items()):
            for imported in sorted(graph.find_modules_directly_imported_by(importer)):
                other = inside.get(imported, room)
                if (
                    ".migrations." in importer
                    or other == room
                    or other.rpartition(".")[2] in open_rooms
                    or imported == f"{other}.public"
                ):
                    continue
                wrong.append((importer, imported))
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Print one line per import that does not use the door."""
        for importer, imported in check.metadata["wrong"]:
            output.print_error(f"{importer} imports {imported}, not its room's public.py", bold=False)
