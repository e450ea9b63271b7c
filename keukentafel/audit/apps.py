from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "keukentafel.audit"
    label = "audit"

    def ready(self) -> None:
        """Make the monthly partitions at each migrate; the log is one of the places where encrypted values lie."""
        from keukentafel.audit.partities import ensure_partitions
        from keukentafel.audit.zoektermen import Logplaats
        from keukentafel.core.sleutelbeheer import PLAATSEN

        post_migrate.connect(ensure_partitions, sender=self)
        PLAATSEN.add("audit.regel.geheim", Logplaats())
