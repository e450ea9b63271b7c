"""Scanners against our own source and our own server on 127.0.0.1; see scripts/scan.sh."""
