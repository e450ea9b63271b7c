"""The screens of the privacy officer, a module per subject."""
