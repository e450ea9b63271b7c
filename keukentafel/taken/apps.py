from django.apps import AppConfig


class TakenConfig(AppConfig):
    name = "keukentafel.taken"
    label = "taken"

    def ready(self) -> None:
        from keukentafel.casussen.public import STAPPEN
        from keukentafel.taken.selectors import next_task_steps

        STAPPEN.add("taken", next_task_steps)
