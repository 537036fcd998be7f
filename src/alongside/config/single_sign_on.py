"""Where an organisation signs its own people in, as the environment says; nothing when it says nothing."""

from collections.abc import Mapping
from urllib.parse import urlsplit

NEEDED = ("ALONGSIDE_OIDC_ISSUER", "ALONGSIDE_OIDC_CLIENT_ID", "ALONGSIDE_OIDC_CLIENT_SECRET")


def organisation_sign_in(environment: Mapping[str, str]) -> dict | None:
    """All that signing in at an organisation needs; half of it stops the start, rather than a sign-in later."""
    issuer, client_id, secret = (environment.get(name, "").strip() for name in NEEDED)
    if not (issuer or client_id or secret):
        return None
    if missing := [name for name in NEEDED if not environment.get(name, "").strip()]:
        raise RuntimeError(f"{', '.join(missing)} must be set too, for signing in at the organisation")
    if urlsplit(issuer).scheme != "https":
        raise RuntimeError("ALONGSIDE_OIDC_ISSUER must begin with https://")
    return {
        "issuer": issuer,
        "client_id": client_id,
        "secret": secret,
        "own_domains": tuple(environment.get("ALONGSIDE_OIDC_OWN_DOMAINS", "").lower().split()),
        "second_step_acr": tuple(environment.get("ALONGSIDE_OIDC_SECOND_STEP_ACR", "").split()),
    }


def origin_of(sign_in: dict | None) -> list[str]:
    """The place to which the form that begins a sign-in leads."""
    if sign_in is None:
        return []
    parts = urlsplit(sign_in["issuer"])
    return [f"{parts.scheme}://{parts.netloc}"]
