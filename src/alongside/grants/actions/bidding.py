"""Bidding: the link to a form, sending a bid once, and taking it back."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.drafts.actions import discard_draft, hash_of, save_draft, start_draft_by_link
from alongside.foundation.drafts.models import Draft
from alongside.foundation.identity.models import User
from alongside.foundation.notifications.actions import post_letter
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_reference
from alongside.frontdoor import rules as frontdoor
from alongside.values.dates import spoken_date
from alongside.values.money import Pence, format_pounds

from .. import access, rules
from ..models import Answer, Bid, Cost, Link, Return, Round
from .refusals import GrantsRefused


@dataclass(frozen=True)
class BidFacts:
    """What a bid says."""

    organisation: str
    kind: rules.BidderKind
    registered_as: str
    contact_name: str
    contact_role: str
    contact_email: str
    contact_phone: str
    locality_id: UUID
    title: str
    what: str
    outcome_id: UUID
    families: int
    interest: str
    answers: dict[UUID, str]
    costs: tuple[tuple[str, Pence], ...]


@transaction.atomic
def send_link(*, round: Round, email: str, address_of, today: date, at: datetime) -> Link:
    """Start a bid for someone without an account, and post them the link to it."""
    if not rules.is_open_to_bids(status=round.status, closes_on=round.closes_on, today=today):
        raise GrantsRefused("This round is closed to bids")
    draft, key = start_draft_by_link(form=rules.BID_FORM, at=at)
    save_draft(draft=draft, fields={"contact_email": [email.lower()]}, revision=None, at=at)
    return post_link(round=round, email=email, key=key, draft_id=draft.id, address_of=address_of, at=at)


@transaction.atomic
def renew_link(*, link: Link, address_of, at: datetime) -> Link:
    """Post a new link in place of an old one, to the same address; nothing typed is lost."""
    link = Link.objects.select_for_update(of=("self",)).select_related("round", "give_back").get(id=link.id)
    if link.replaced_at is not None:
        raise GrantsRefused("A newer link has been sent already. Look for the latest e-mail from us")
    link.replaced_at = at
    link.save(update_fields=["replaced_at"])
    before = Draft.objects.filter(id=link.draft_id).first()
    draft, key = start_draft_by_link(form=before.form if before else rules.BID_FORM, at=at)
    draft_id = draft.id
    if before is not None:
        save_draft(draft=draft, fields=before.fields, revision=None, at=at)
        discard_draft(draft=before)
    else:
        discard_draft(draft=draft)
        draft_id = link.draft_id
    return post_link(
        round=link.round,
        email=link.email,
        key=key,
        draft_id=draft_id,
        address_of=address_of,
        at=at,
        give_back=link.give_back,
    )


def post_link(
    *, round: Round, email: str, key: str, draft_id: UUID, address_of, at: datetime, give_back: Return | None = None
) -> Link:
    """Keep a link and post it; `address_of` turns its key into the whole address."""
    policy = policy_on(frontdoor.FrontDoorPolicy, at.date())
    link = Link.objects.create(
        round=round,
        email=email.lower(),
        key_hash=hash_of(key),
        draft_id=draft_id,
        give_back=give_back,
        sent_at=at,
        expires_at=frontdoor.link_expires_at(sent_at=at, policy=policy),
    )
    if give_back is None:
        subject = "Your link to a bid for a grant"
        opening = f"Use this link to write or to see your bid to {round.title}:"
    else:
        subject = "Tell us what you did with your grant"
        opening = f"Tell us by {spoken_date(give_back.due_on)} what you did with the grant from {round.title}:"
    post_letter(
        to_address=link.email,
        kind="grants.link",
        about=link.id,
        at=at,
        subject_line=subject,
        words=(
            f"{opening}\n\n{address_of(key)}\n\nIt works until {spoken_date(link.expires_at.date())}; after that it "
            "can send you a new one. What you write is kept as you write it.\n\n"
            "If you did not ask for this, you need do nothing."
        ),
    )
    return link


@transaction.atomic
def send_bid(*, round: Round, facts: BidFacts, draft: Draft, today: date, by: User | None, at: datetime) -> Bid:
    """Send a bid from its draft; sending it twice gives the one bid."""
    if by is not None and not by.may(access.BID):
        raise GrantsRefused("Your role cannot bid for a grant")
    round = Round.objects.select_for_update(of=("self",)).get(id=round.id)
    if standing := Bid.objects.filter(draft_id=draft.id).first():
        return standing
    asked = _refuse_what_does_not_fit(round, facts, today)
    bid = Bid.objects.create(
        reference=new_reference("GB", is_taken=lambda one: Bid.objects.filter(reference=one).exists()),
        round=round,
        draft_id=draft.id,
        agency=by.agency if by else None,
        sent_by=by,
        sent_at=at,
        asked=asked,
        **{name: getattr(facts, name) for name in _FIELDS},
    )
    Answer.objects.bulk_create(
        Answer(bid=bid, criterion_id=criterion, words=words) for criterion, words in facts.answers.items()
    )
    Cost.objects.bulk_create(
        Cost(bid=bid, position=place, what=what, amount=amount)
        for place, (what, amount) in enumerate(facts.costs, start=1)
    )
    discard_draft(draft=draft)
    record("grants.bid_sent", subject=bid, by=by, at=at, by_label="" if by else "a bidder, by their link")
    return bid


_FIELDS = (
    "organisation", "kind", "registered_as", "contact_name", "contact_role", "contact_email", "contact_phone",
    "locality_id", "title", "what", "outcome_id", "families", "interest",
)  # fmt: skip


def _refuse_what_does_not_fit(round: Round, facts: BidFacts, today: date) -> Pence:
    if not rules.is_open_to_bids(status=round.status, closes_on=round.closes_on, today=today):
        raise GrantsRefused(f"This round closed to bids on {spoken_date(round.closes_on)}. What you wrote is kept")
    asked = Pence(sum(amount for _, amount in facts.costs))
    if not round.least <= asked <= round.most:
        raise GrantsRefused(
            f"Your costs come to {format_pounds(asked)}. A bid to this round is from "
            f"{format_pounds(Pence(round.least))} to {format_pounds(Pence(round.most))}"
        )
    if not round.money.filter(locality_id=facts.locality_id).exists():
        raise GrantsRefused("This round has no money for that locality")
    if set(facts.answers) != set(round.criteria.values_list("id", flat=True)):
        raise GrantsRefused("Answer every question of the round")
    return asked


@transaction.atomic
def withdraw_bid(*, bid: Bid, why: str, by: User | None, at: datetime) -> Bid:
    """Take a bid back before the round is awarded; what was sent stays on record. Whoever calls holds the bid."""
    bid = Bid.objects.select_for_update().get(id=bid.id)
    if bid.status == rules.BidStatus.WITHDRAWN:
        return bid
    if not rules.may_move_bid(rules.BidStatus(bid.status), rules.BidStatus.WITHDRAWN):
        raise GrantsRefused("This bid has been decided already. Write to us instead")
    bid.status, bid.offer = rules.BidStatus.WITHDRAWN, 0
    bid.why = why
    bid.version += 1
    bid.save()
    record("grants.bid_withdrawn", subject=bid, by=by, at=at, by_label="" if by else "a bidder, by their link")
    return bid
