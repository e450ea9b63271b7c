"""Versioned code lists: domains, instruments, terms, products, weights, with crosswalks between schemes."""
