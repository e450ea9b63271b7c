"""The crypto register (BIO2 8.24, B13): what uses an algorithm stands in docs/sleutels.md, and the reverse."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architectuur.house import PACKAGE, ROOT

REGISTER = ROOT / "docs" / "sleutels.md"
ALGORITMEN = (
    "AESGCM", "HKDF", "Ed25519PrivateKey", "PBKDF2HMAC", "Fernet", "ChaCha20Poly1305", "salted_hmac", "Cipher", "modes",
)  # fmt: skip


def uses_algorithm(source: str) -> bool:
    """Whether this module names an algorithm of `cryptography` or Django, or makes an HMAC."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Name) and node.id in ALGORITMEN:
            return True
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("hmac.new", "hmac.digest"):
            return True
    return False


def using() -> set[str]:
    modules = [path for path in PACKAGE.rglob("*.py") if "migrations" not in path.parts]
    return {str(path.relative_to(ROOT)) for path in modules if uses_algorithm(path.read_text())}


def named() -> set[str]:
    words = REGISTER.read_text().split("## Cryptoregister")[1].split("\n## ")[0].split("`")[1::2]
    return {word for word in words if word.endswith(".py")}


def test_the_register_names_every_module_that_uses_an_algorithm() -> None:
    assert using() == named()


def test_a_planted_use_is_seen() -> None:
    assert uses_algorithm("from x import AESGCM\nAESGCM(b'')")
    assert uses_algorithm("import hmac\nhmac.new(b'', b'')")
    assert not uses_algorithm("import hmac\nhmac.compare_digest('', '')")
    assert Path(REGISTER).is_file()
