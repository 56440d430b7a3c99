"""Stable identifiers for other systems: a UUID made of our own identifier, the same whenever and wherever it is made.

Version 5 of RFC 9562 (name and SHA-1). There is no server behind our identifiers, so the address of a thing is its
``urn:uuid:`` (RFC 9562, section 4), which is an absolute URI and points nowhere wrong.
"""

from uuid import NAMESPACE_URL, uuid5

_OURS = uuid5(NAMESPACE_URL, "urn:curriculum-mapping-toolkit")
"""The name space; a change would give everything that was ever exported another identifier."""


def identifier(kind: str, name: str) -> str:
    """Give the UUID of a thing.

    Parameters
    ----------
    kind : str
        What it is: ``statement`` for everything in the tree of a standard, ``outcome``, ``type`` and so on.
    name : str
        Our own identifier of it, such as ``V2000019833/1.1.1/S4``.

    Examples
    --------
    >>> identifier("statement", "V2000019833/1.1.1/S4")
    '72035abe-ff1b-5888-87e9-467f4e7896b5'
    """
    return str(uuid5(_OURS, f"{kind}:{name}"))


def uri(uuid: str) -> str:
    """Give the address of a thing by its UUID.

    Examples
    --------
    >>> uri("0b4b8c1e-0000-5000-8000-000000000000")
    'urn:uuid:0b4b8c1e-0000-5000-8000-000000000000'
    """
    return f"urn:uuid:{uuid}"
