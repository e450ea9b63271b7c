"""Team, Medewerker, Plaatsing (fte): who works where, and until when."""
