from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "keukentafel.audit"
    label = "audit"

    def ready(self) -> None:
        """Make the monthly partitions at each migrate."""
        from keukentafel.audit.partities import ensure_partitions

        post_migrate.connect(ensure_partitions, sender=self)
