"""The rights of the resident: his requests, what they bring about, who may be given a copy, what erasure does."""
