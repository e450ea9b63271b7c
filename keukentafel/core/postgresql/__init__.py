"""Django's PostgreSQL, telling each transaction for whom it asks (ENGINE in config/settings.py)."""
