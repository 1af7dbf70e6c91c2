"""Reads who somebody is from the signed statement of an identity provider (OpenID Connect Core 1.0)."""

from kantor.engines.identity.statement import Identity, NotProved, identity_of

__all__ = ["Identity", "NotProved", "identity_of"]
