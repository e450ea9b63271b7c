"""What must be done by whom and when, and on whom we wait; Vandaag feeds on it."""
