"""How long what is kept, which cases may go, and destroying them with all that hangs on them, for good."""
