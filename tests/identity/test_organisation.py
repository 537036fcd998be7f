"""Signing in at one's own organisation: against a small provider on this machine, with tokens signed for real."""

import base64
import hashlib
import json
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.config.single_sign_on import organisation_sign_in, origin_of
from alongside.foundation.audit.models import Entry
from alongside.foundation.identity.models import KnownAtOrganisation, Role, User
from tests.factories import a_user
from tests.identity import organisation_urls

KEY, OTHER_KEY = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
CLIENT, SECRET = "alongside", "a secret: of two"


class Provider:
    """What the organisation says, to be changed by each test."""

    def __init__(self, issuer: str) -> None:
        self.issuer, self.claims, self.key = issuer, {}, KEY
        self.said_of_itself, self.userinfo, self.algorithm = {}, {"sub": "a-lasting-name"}, "ES256"
        self.question, self.handed_in = {}, {}

    def token(self) -> str:
        now = int(time.time())
        facts = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "a-lasting-name",
            "iat": now,
            "exp": now + 300,
            "nonce": self.question["nonce"],
            "email_verified": True,
        } | self.claims
        key = SECRET * 4 if self.algorithm == "HS256" else self.key
        return jwt.encode(facts, None if self.algorithm == "none" else key, self.algorithm, headers={"kid": "one"})

    def answer(self, path: str) -> dict:
        public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(KEY.public_key()))
        return {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/sign-in",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "userinfo_endpoint": f"{self.issuer}/me",
            }
            | self.said_of_itself,
            "/keys": {"keys": [public | {"kid": "one", "alg": "ES256", "use": "sig"}]},
            "/me": self.userinfo,
        }[path]


@contextmanager
def a_provider():
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.say(provider.answer(self.path))

        def do_POST(self):
            told = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            provider.handed_in = {name: values[0] for name, values in told.items()}
            provider.handed_in["who"] = base64.b64decode(self.headers["Authorization"].split()[1]).decode()
            self.say({"id_token": provider.token(), "access_token": "opaque", "token_type": "Bearer"})

        def say(self, words: dict) -> None:
            body = json.dumps(words).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *words) -> None:
            """Nothing: the test says what happened."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def provider(settings, db):
    cache.clear()
    settings.ROOT_URLCONF = organisation_urls.__name__
    with a_provider() as found:
        settings.ORGANISATION_SIGN_IN = {
            "issuer": found.issuer,
            "client_id": CLIENT,
            "secret": SECRET,
            "own_domains": (),
            "second_step_acr": ("two-steps",),
        }
        yield found
    cache.clear()


def go(provider: Provider, client: Client, **form) -> str:
    """Press the button, sign in there, and give back the state to come home with."""
    sent = client.post(reverse("begin_at_organisation"), form)
    assert sent.url.startswith(f"{provider.issuer}/sign-in?")
    provider.question = {name: values[0] for name, values in parse_qs(urlsplit(sent.url).query).items()}
    return provider.question["state"]


def come_back(client: Client, state: str, **but):
    return client.get(reverse("come_from_organisation"), {"state": state, "code": "given-once", **but})


def sign_in(provider: Provider, client: Client | None = None, **form):
    client = client or Client()
    return come_back(client, go(provider, client, **form))


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_colleague_signs_in_and_is_known_from_then_on_by_their_lasting_name(provider):
    user, client = a_user("family-worker"), Client()
    assert "Sign in with your organisation" in client.get(reverse("account_login")).content.decode()
    provider.claims = {"email": user.email.upper()}
    assert sign_in(provider, client, next="/cases/").url == "/cases/"
    assert client.session["_auth_user_id"] == str(user.id)
    challenge = hashlib.sha256(provider.handed_in["code_verifier"].encode()).digest()
    assert provider.question["code_challenge"] == base64.urlsafe_b64encode(challenge).rstrip(b"=").decode()
    assert provider.handed_in["redirect_uri"] == "http://testserver/account/organisation/back/"
    assert provider.handed_in["who"] == "alongside:a%20secret%3A%20of%20two"
    assert Entry.objects.get(kind="identity.signed_in", by=user).detail["where"] == "organisation"
    provider.claims = {"email": "another-name@example.org"}
    again = Client()
    assert sign_in(provider, again).url == "/"
    assert again.session["_auth_user_id"] == str(user.id)
    assert KnownAtOrganisation.objects.get().user == user
    client.post(reverse("account_logout"))
    assert not is_in(client)


def test_an_address_that_only_its_own_page_tells_is_read_there(provider):
    user, client = a_user("family-worker"), Client()
    provider.userinfo = {"sub": "a-lasting-name", "email": user.email, "email_verified": True}
    assert sign_in(provider, client).url == "/"
    provider.userinfo = {"sub": "another", "email": a_user("family-worker").email, "email_verified": True}
    provider.claims = {"sub": "third"}
    assert sign_in(provider).status_code == 400


@pytest.mark.parametrize("claims", [
    {"email": "nobody@example.org"}, {"email_verified": False}, {"email_verified": "true"}, {"email": ""},
])  # fmt: skip
def test_whoever_has_no_account_or_no_proven_address_is_refused_calmly_and_gets_none(provider, claims):
    user, before = a_user("family-worker"), User.objects.count()
    provider.claims, client = {"email": user.email} | claims, Client()
    answer = sign_in(provider, client)
    assert answer.status_code == 403
    assert "no account here" in answer.content.decode()
    assert (is_in(client), User.objects.count(), KnownAtOrganisation.objects.exists()) == (False, before, False)


def test_addresses_of_the_organisations_own_domains_need_no_further_word(provider, settings):
    user = a_user("family-worker")
    settings.ORGANISATION_SIGN_IN["own_domains"] = (user.email.rpartition("@")[2],)
    provider.claims = {"email": user.email, "email_verified": None}
    assert sign_in(provider).url == "/"


def test_closed_accounts_families_and_second_hand_addresses_open_nothing(provider):
    closed = a_user("family-worker")
    provider.claims = {"email": closed.email}
    assert sign_in(provider).status_code == 302
    provider.claims |= {"sub": "whoever has the address now"}
    assert sign_in(provider).status_code == 403
    User.objects.filter(id=closed.id).update(is_active=False)
    provider.claims |= {"sub": "a-lasting-name"}
    assert sign_in(provider).status_code == 403
    provider.claims = {"sub": "x", "email": a_user("family-member", kind="family").email}
    assert sign_in(provider).status_code == 403


@pytest.mark.parametrize("claims", [
    {"nonce": "of another question"}, {"iss": "https://elsewhere.example.org"}, {"aud": "another-service"},
    {"aud": [CLIENT, "another-service"]}, {"exp": 1_700_000_000}, {"sub": None},
], ids=lambda claims: next(iter(claims)))  # fmt: skip
def test_a_token_that_is_not_for_us_now_proves_nothing(provider, claims):
    provider.claims, client = {"email": a_user("family-worker").email} | claims, Client()
    answer = sign_in(provider, client)
    assert (answer.status_code, is_in(client)) == (400, False)
    assert "Begin again" in answer.content.decode()


@pytest.mark.parametrize("how", ["another key", "HS256", "none"])
def test_a_token_that_the_organisation_did_not_sign_proves_nothing(provider, how):
    provider.claims, client = {"email": a_user("family-worker").email}, Client()
    provider.key, provider.algorithm = OTHER_KEY, "ES256" if how == "another key" else how
    assert (sign_in(provider, client).status_code, is_in(client)) == (400, False)


def test_an_answer_serves_once_and_only_whoever_asked(provider):
    provider.claims, client = {"email": a_user("family-worker").email}, Client()
    state = go(provider, client)
    assert come_back(Client(), state).status_code == 400
    assert come_back(client, "made up").status_code == 400
    assert come_back(client, state).status_code == 400  # the question was used up by the wrong answer
    assert come_back(client, go(provider, client), code="").url == reverse("account_login")
    session = client.session
    state = go(provider, client)
    session = client.session
    session["asked_organisation"] = session["asked_organisation"] | {"at": time.time() - 700}
    session.save()
    assert come_back(client, state).status_code == 400
    assert not is_in(client)


def test_an_organisation_that_names_itself_otherwise_or_answers_without_tls_is_not_asked(provider):
    for words in ({"issuer": "https://elsewhere.example.org"}, {"token_endpoint": "http://far.example.org/token"}):
        provider.said_of_itself = words
        assert Client().post(reverse("begin_at_organisation")).status_code == 502


def test_a_second_step_there_counts_and_without_it_ours_is_asked(provider, settings):
    settings.SECOND_STEP_NEEDED = True
    user = a_user("family-worker")
    user.set_unusable_password()
    user.save()
    Role.objects.filter(memberships__user=user).update(needs_second_factor=True)
    provider.claims = {"email": user.email, "amr": ["pwd"]}
    sign_in(provider, client := Client())
    assert client.get("/cases/").url == reverse("mfa_index")
    assert client.get(reverse("mfa_activate_totp")).headers.get("Location") is None
    for word in ({"amr": ["pwd", "mfa"]}, {"acr": "two-steps"}):
        provider.claims = {"email": user.email} | word
        sign_in(provider, client := Client())
        assert client.get("/cases/").status_code == 200


def test_whoever_has_our_second_step_takes_it_unless_they_took_one_there(provider):
    user, client = a_user("family-worker"), Client()
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "kept"})
    provider.claims = {"email": user.email}
    assert sign_in(provider, client).url == reverse("mfa_authenticate")
    assert not is_in(client)
    provider.claims |= {"amr": ["mfa"]}
    assert sign_in(provider, client).url == "/"
    assert is_in(client)


def test_it_never_leads_away_and_is_limited(provider):
    provider.claims = {"email": a_user("family-worker").email}
    assert sign_in(provider, next="https://elsewhere.example.org/").url == "/"
    answers = {Client().post(reverse("begin_at_organisation")).status_code for _ in range(31)}
    assert answers == {302, 429}


def test_without_settings_there_is_no_button_and_no_address(db):
    assert b"Sign in with your organisation" not in Client().get(reverse("account_login")).content
    assert Client().post("/account/organisation/").status_code == 404
    assert Client().get("/account/organisation/back/").status_code == 404


def test_what_the_environment_says():
    assert organisation_sign_in({}) is None
    assert origin_of(None) == []
    whole = {
        "ALONGSIDE_OIDC_ISSUER": "https://login.example.org/wen",
        "ALONGSIDE_OIDC_CLIENT_ID": CLIENT,
        "ALONGSIDE_OIDC_CLIENT_SECRET": SECRET,
        "ALONGSIDE_OIDC_OWN_DOMAINS": "Wen.example.org nhs.example.org",
    }
    found = organisation_sign_in(whole)
    assert (found["issuer"], found["own_domains"]) == (
        "https://login.example.org/wen",
        ("wen.example.org", "nhs.example.org"),
    )
    assert origin_of(found) == ["https://login.example.org"]
    with pytest.raises(RuntimeError, match="CLIENT_SECRET must be set too"):
        organisation_sign_in(whole | {"ALONGSIDE_OIDC_CLIENT_SECRET": ""})
    with pytest.raises(RuntimeError, match="https"):
        organisation_sign_in(whole | {"ALONGSIDE_OIDC_ISSUER": "http://login.example.org"})
