from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "keukentafel.audit"
    label = "audit"
