"""What this room hangs on the plan."""

from django.urls import reverse


def ask_the_neighbourhood(casus_id: int) -> tuple[str, str]:
    """Ask a neighbour for support."""
    return "Vraag aan de buurt", reverse("buurt:vraag_bij_plan", args=[casus_id])
