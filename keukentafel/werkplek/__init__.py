"""The composed screens of the staff: Vandaag, casuspagina, casuslijst, teambord, search."""
