"""The rights of the resident: who may be given a copy, what erasure does, what holds a dossier back."""
