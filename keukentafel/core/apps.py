from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "keukentafel.core"
    label = "core"

    def ready(self) -> None:
        """On PostgreSQL a list of ids is one parameter."""
        from keukentafel.core.opvragen import register_any

        register_any()
