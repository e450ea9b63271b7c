"""Base model, form machinery, components of the screen, encryption and PDF: no words of the work in here."""
