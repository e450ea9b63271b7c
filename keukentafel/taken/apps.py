from django.apps import AppConfig


class TakenConfig(AppConfig):
    name = "keukentafel.taken"
    label = "taken"

    def ready(self) -> None:
        """Put tasks on the case, let them be ticked off with a note, and let them follow the regisseur."""
        from keukentafel.casussen.public import (
            AFVINKEN,
            HERSTELBAAR,
            OVERGANGEN,
            OVERZICHT,
            STAPPEN,
            STAPPEN_VAN_CASUS,
            TE_DOEN,
            Afvinkbron,
        )
        from keukentafel.personen.public import SCHILDTREFFERS
        from keukentafel.taken.bij_casus import follow_casus, tick_task, todo_of_tasks, waiting_block
        from keukentafel.taken.noodmelding import tell_regisseur
        from keukentafel.taken.schildtreffer import tell_holders
        from keukentafel.taken.selectors import (
            next_task_steps,
            open_work,
            rows_of_closing,
            task_steps_of,
            tickable_tasks,
        )
        from keukentafel.teams.public import OPENSTAAND
        from keukentafel.toegang.public import NOODMELDINGEN

        HERSTELBAAR.add("taken", rows_of_closing)
        STAPPEN.add("taken", next_task_steps)
        STAPPEN_VAN_CASUS.add("taken", task_steps_of)
        OVERGANGEN.add("taken", follow_casus)
        TE_DOEN.add("taken", todo_of_tasks)
        OVERZICHT.add("wacht", waiting_block)
        AFVINKEN.add("taak", Afvinkbron(tickable_tasks, tick_task))
        OPENSTAAND.add("taken", open_work)
        NOODMELDINGEN.add("taken", tell_regisseur)
        SCHILDTREFFERS.add("taken", tell_holders)
