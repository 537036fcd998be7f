"""Signing in at one's own organisation, by OpenID Connect: asking it, and proving what it answers.

The code flow with PKCE, state and nonce. Nothing of an answer is believed before its signature, issuer, audience,
time and nonce are checked. No token is kept.
"""

import base64
import hashlib
import hmac
import logging
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import jwt
import requests
from django.conf import settings
from django.core.cache import cache

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures with two keys only: whoever knows our secret, or signs nothing, proves nothing."""
WAITS_SECONDS = 5
REMEMBERS_SECONDS = 600
CLOCKS_DIFFER_SECONDS = 60
log = logging.getLogger("alongside.sign_in")


class NotProven(Exception):
    """The organisation did not answer, or its answer is not proven; the reason is for the log, and names nobody."""


@dataclass(frozen=True)
class Asked:
    """What we keep of a question until its answer comes, in the session of whoever asked."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Proven:
    """Whom the organisation says that it has before it."""

    issuer: str
    subject: str
    email: str
    is_email_verified: bool
    has_second_step: bool


def ask_organisation(*, back_to: str) -> tuple[str, Asked]:
    """Where to send someone to sign in, and what to keep until they are back."""
    asked = Asked(*(secrets.token_urlsafe(32) for _ in range(3)))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(asked.verifier.encode()).digest()).rstrip(b"=").decode()
    question = {
        "response_type": "code",
        "client_id": _organisation()["client_id"],
        "redirect_uri": back_to,
        "scope": "openid email",
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    if acr := _organisation()["second_step_acr"]:
        question["acr_values"] = " ".join(acr)
    address = _said_of_itself()["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(question)}", asked


def prove(*, code: str, asked: Asked, back_to: str) -> Proven:
    """Give the code back for its token, check all of it, and say who it is of."""
    tokens = _tokens_for(code, asked, back_to)
    claims = _claims_of(tokens.get("id_token"), asked)
    email, verified = claims.get("email"), claims.get("email_verified")
    if not email and tokens.get("access_token") and "userinfo_endpoint" in _said_of_itself():
        more = _asked_for(
            "GET",
            _said_of_itself()["userinfo_endpoint"],
            headers={"Authorization": f"Bearer {tokens['access_token']}"},
        )
        if more.get("sub") != claims["sub"]:
            raise NotProven("what the organisation says of a person is of another one")
        email, verified = more.get("email"), more.get("email_verified")
    email = email if isinstance(email, str) else ""
    return Proven(
        issuer=claims["iss"],
        subject=claims["sub"],
        email=email,
        is_email_verified=verified is True or email.rpartition("@")[2].lower() in _organisation()["own_domains"],
        has_second_step=_has_second_step(claims),
    )


def _organisation() -> dict[str, Any]:
    return settings.ORGANISATION_SIGN_IN


def _said_of_itself() -> dict[str, Any]:
    """The organisation's own description of its sign-in, remembered for some minutes."""
    issuer = _organisation()["issuer"]
    found = cache.get(f"organisation:{issuer}")
    if found is None:
        found = _asked_for("GET", f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != issuer:
            raise NotProven("the organisation names itself otherwise than we know it")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not _is_safe(found.get(name)):
                raise NotProven(f"the organisation gives no safe {name}")
        cache.set(f"organisation:{issuer}", found, REMEMBERS_SECONDS)
    return found


def _is_safe(address: object) -> bool:
    """Whether an address is read over TLS, or never leaves this machine."""
    parts = urlsplit(address) if isinstance(address, str) else urlsplit("")
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"127.0.0.1", "localhost"})


def _tokens_for(code: str, asked: Asked, back_to: str) -> dict[str, Any]:
    said, own = _said_of_itself(), _organisation()
    facts = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back_to,
        "code_verifier": asked.verifier,
    }
    methods = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    if "client_secret_basic" in methods:
        who = (quote(own["client_id"], safe=""), quote(own["secret"], safe=""))
        return _asked_for("POST", said["token_endpoint"], data=facts, auth=who)
    facts |= {"client_id": own["client_id"], "client_secret": own["secret"]}
    return _asked_for("POST", said["token_endpoint"], data=facts)


def _claims_of(token: object, asked: Asked) -> dict[str, Any]:
    if not isinstance(token, str):
        raise NotProven("no token came with the answer")
    own = _organisation()
    try:
        claims = jwt.decode(
            token,
            _key_of(token),
            algorithms=list(ALGORITHMS),
            audience=own["client_id"],
            issuer=own["issuer"],
            leeway=CLOCKS_DIFFER_SECONDS,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.PyJWTError as wrong:
        raise NotProven(f"the token is not proven: {type(wrong).__name__}") from wrong
    if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != own["client_id"]:
        raise NotProven("the token was made for somebody else")
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), asked.nonce.encode()):
        raise NotProven("the token answers another question")
    return claims


def _key_of(token: str):
    """The organisation's key that signed a token; its keys are read again once where this one is new."""
    kid = jwt.get_unverified_header(token).get("kid")
    for is_again in (False, True):
        keys = jwt.PyJWKSet.from_dict(_keys(again=is_again)).keys
        if kid is None and len(keys) == 1:
            return keys[0].key
        if found := next((one.key for one in keys if one.key_id == kid), None):
            return found
    raise NotProven("the token is signed with a key that the organisation does not have")


def _keys(*, again: bool) -> dict[str, Any]:
    address = _said_of_itself()["jwks_uri"]
    found = None if again else cache.get(f"organisation:{address}")
    if found is None:
        found = _asked_for("GET", address)
        cache.set(f"organisation:{address}", found, REMEMBERS_SECONDS)
    return found


def _has_second_step(claims: dict[str, Any]) -> bool:
    """Whether the organisation says, in the signed token, that it asked for more than one proof."""
    ways = claims.get("amr")
    return (isinstance(ways, list) and "mfa" in ways) or claims.get("acr") in _organisation()["second_step_acr"]


def _asked_for(method: str, address: str, **facts) -> dict[str, Any]:
    try:
        answer = requests.request(method, address, timeout=WAITS_SECONDS, allow_redirects=False, **facts)
        found = answer.json() if answer.status_code == requests.codes.ok else None
    except (requests.RequestException, ValueError) as failure:
        raise NotProven(f"the organisation does not answer: {type(failure).__name__}") from failure
    if not isinstance(found, dict):
        raise NotProven(f"the organisation answers {answer.status_code} or what we do not read")
    return found
