"""Payments, what was given, reviews, unmet need, savings, and what needs looking at."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.cases.actions import look_at_case
from alongside.cases.queries import CaseNotFound, get_case
from alongside.directory import queries as directory
from alongside.foundation.access.access import opens_to, opens_to_agencies
from alongside.panels.queries import panels_with_figures

from .. import access, actions, forms, rules
from ..presenters import watching as presenters
from ..presenters.wording import short_pounds
from ..queries import packages, watching
from .finding import found_or_404, package_or_404, referable_or_404
from .verbs import Verb, verb_page
from .writing import package_verb, page_of

YEAR_DAYS = 365


@opens_to(access.SEE_MONEY)
def list_payments(request: HttpRequest) -> HttpResponse:
    """Files of payments, and what became of their rows."""
    return render(
        request,
        "commissioning/payments.html",
        {
            "columns": presenters.FILE_COLUMNS,
            "rows": [presenters.file_row(one, counts) for one, counts in watching.list_files()],
            "waiting": watching.count_mismatches(),
            "may_pay": request.user.may(access.PAY),
        },
    )


@opens_to(access.PAY)
def bring_payments(request: HttpRequest) -> HttpResponse:
    """Bring in a file of payments."""
    form = forms.BringPayments(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.bring_payments(name=file.name, content=file.read(), by=request.user, at=timezone.now())
        except actions.CommissioningRefused as refused:
            form.add_error("file", refused.words)
        else:
            messages.success(request, "The file has been read")
            return redirect("commissioning:payment_file", file_id=made.id)
    return render(request, "commissioning/bring_payments.html", {"form": form})


@opens_to(access.SEE_MONEY)
def payment_file(request: HttpRequest, file_id) -> HttpResponse:
    """One file, row by row."""
    file = found_or_404(watching.get_file(file_id))
    status = request.GET.get("status", "")
    page = watching.list_rows(
        file=file, status=status, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    return render(
        request,
        "commissioning/payment_file.html",
        {
            "file": file,
            "page": page,
            "columns": presenters.ROW_COLUMNS,
            "rows": [presenters.actuals_row(one, may_pay=request.user.may(access.PAY)) for one in page.rows],
        },
    )


@opens_to(access.PAY)
def resolve_row(request: HttpRequest, file_id, number: int) -> HttpResponse:
    """Say what becomes of a row that did not fit."""
    row = found_or_404(watching.get_row(file_id=file_id, number=number))
    asked = request.POST.get("package") or request.GET.get("package") or row.package_reference
    package = watching.find_package(asked.strip().upper())
    lines = {str(one.thread): one for one in watching.lines_of(package)} if package else {}

    def act(typed, who):
        if typed["answer"] == "back":
            return actions.send_row_back(row=row, why=typed["why"], **who)
        line = lines[typed["thread"]]
        return actions.resolve_row(row=row, package=package, thread=line.thread, why=typed["why"], **who)

    return verb_page(
        request,
        Verb(
            name="resolve_row",
            form=forms.ResolveRow,
            act=act,
            about=f"{row.file_id} {row.number}",
            title=f"Resolve row {row.number}",
            intro=f"{row.provider_name}, invoice {row.invoice}, {short_pounds(row.amount)}.\n{row.problems}",
            button="Resolve it",
            done="The row is resolved",
            back=reverse("commissioning:payment_file", args=[row.file_id]),
            back_words=row.file.name,
            initial={"package": package.reference if package else "", "thread": str(row.thread or "")},
            choices={
                "thread": [("", "None"), *((key, f"{one.what} ({one.provider.name})") for key, one in lines.items())]
            },
        ),
    )


def _watchable_or_404(request: HttpRequest, reference: str):
    package = package_or_404(request, reference)
    if not access.may_watch(request.user, package):
        raise Http404
    return package


@opens_to_agencies
def note_delivery(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down how much was given."""
    package = _watchable_or_404(request, reference)
    is_open = access.may_see_family(request.user, package)
    lines = {str(one.thread): one for one in watching.lines_of(package)}

    def act(typed, who):
        return actions.note_delivery(
            package=package,
            thread=lines[typed["thread"]].thread,
            until_on=typed["until_on"],
            units=typed["units"],
            source=typed["source"],
            id=typed["new"],
            **who,
        )

    return package_verb(
        request,
        package,
        name="note_delivery",
        form=forms.NoteDelivery,
        act=act,
        title="What was given",
        button="Write it down",
        done="It is written down",
        choices={
            "thread": [
                ("", "Choose a line"),
                *((key, presenters.line_choice(one, is_open=is_open)) for key, one in lines.items()),
            ]
        },
    )


@opens_to(access.PROPOSE)
def note_words(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down what the family says of the help."""
    package = _watchable_or_404(request, reference)
    if not access.may_write(request.user, package):
        raise Http404

    def act(typed, who):
        same = ("whose", "said_on", "words", "heard_how")
        return actions.note_words(package=package, **{name: typed[name] for name in same}, id=typed["new"], **who)

    return package_verb(
        request,
        package,
        name="note_words",
        form=forms.NoteWords,
        act=act,
        title="What they say of the help",
        button="Write it down",
        done="Their words are written down",
    )


@opens_to_agencies
def hold_review(request: HttpRequest, reference: str) -> HttpResponse:
    """See a package again, and decide."""
    package = _watchable_or_404(request, reference)

    def act(typed, who):
        same = ("held_on", "what_changed", "family_view", "why")
        decision = rules.ReviewDecision(typed["decision"])
        return actions.hold_review(package=package, decision=decision, **{name: typed[name] for name in same}, **who)

    def then(review):
        begins = {"renew": "begin_change", "change": "begin_change", "end": "begin_early_end"}.get(review.decision)
        return reverse(f"commissioning:{begins}", args=[reference]) if begins else page_of(package)

    return package_verb(
        request,
        package,
        name="hold_review",
        form=forms.HoldReview,
        act=act,
        title="Review this package",
        intro="See first what was given, what was paid and the record of packages like it, on the package’s page.",
        button="Keep the review",
        done="The review is kept",
        initial={"held_on": timezone.localdate()},
        then=then,
    )


@opens_to_agencies
def refer_to_panel(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a proposal on a panel's agenda."""
    package = referable_or_404(request, reference)
    version = package.versions.order_by("-number").first()
    return package_verb(
        request,
        package,
        name="refer_to_panel",
        form=forms.SayWhy,
        act=lambda typed, who: actions.refer_to_panel(version=version, why=typed["why"], **who),
        title="Put it to the panel",
        intro=f"The family’s panel is asked for {short_pounds(version.cost)}. What it agrees, it approves. Help that "
        "cannot wait starts first, and is ratified.",
        button="Put it to the panel",
        done="It goes on the next agenda with room",
    )


@opens_to_agencies
def watch(request: HttpRequest) -> HttpResponse:
    """What needs looking at: reviews due, help past its last day, contracts that end too soon."""
    viewer, today = request.user, timezone.localdate()
    due = watching.list_reviews_due(viewer=viewer, today=today)
    past = watching.list_past_end(viewer=viewer, today=today)
    is_open = packages.open_families(viewer=viewer, family_ids={one.case.family_id for one in [*due, *past]})
    actions.show_packages(families=is_open, by=viewer, at=timezone.now())
    sees_money = viewer.may(access.SEE_MONEY)
    return render(
        request,
        "commissioning/watch.html",
        {
            "review_columns": presenters.REVIEW_COLUMNS,
            "reviews": [presenters.review_row(one, today=today, is_open=is_open) for one in due],
            "past_columns": presenters.PAST_COLUMNS,
            "past": [presenters.past_row(one, is_open=is_open) for one in past],
            "contract_columns": presenters.CONTRACT_COLUMNS,
            "contracts": [presenters.contract_row(one, n) for one, n in watching.list_contracts_too_short(today=today)]
            if sees_money
            else [],
            "sees_money": sees_money,
        },
    )


@opens_to(access.SEE_MONEY)
def overview(request: HttpRequest) -> HttpResponse:
    """Unmet need by place, package cost and outcome, and savings with their method and status."""
    since = timezone.localdate() - timedelta(days=YEAR_DAYS)
    return render(
        request,
        "commissioning/overview.html",
        {
            "page": presenters.OverviewPage.of(
                unmet=watching.unmet_by_place(since=since),
                services=watching.unmet_by_service(since=since),
                outcomes=watching.cost_and_outcome(),
                savings=watching.list_savings(),
                by_status=watching.savings_by_status(),
                may_check=request.user.may(access.CHECK_CLAIMS),
                viewer=request.user,
            ),
            "since": since,
            "sees_panels": bool(panels_with_figures(viewer=request.user)),
            "may_claim": request.user.may(access.CLAIM),
        },
    )


@opens_to(access.PROPOSE)
def note_unmet(request: HttpRequest, case_reference: str) -> HttpResponse:
    """Write down help that could not be had."""
    try:
        case = get_case(viewer=request.user, reference=case_reference)
    except CaseNotFound as missing:
        raise Http404 from missing
    if request.method == "GET":
        look_at_case(case=case, by=request.user, at=timezone.now())

    def act(typed, who):
        service = directory.get_service(slug=typed["service"]) if typed["service"] else None
        return actions.note_unmet(
            case=case,
            what=typed["what"],
            why=rules.WhyNot(typed["why"]),
            noted_on=typed["noted_on"],
            service=service,
            id=typed["new"],
            **who,
        )

    return verb_page(
        request,
        Verb(
            name="note_unmet",
            form=forms.NoteUnmet,
            act=act,
            about=case_reference,
            caption=case.family.name,
            title="Help that could not be had",
            intro="Commissioners see it by place, without the family.",
            button="Write it down",
            done="It is written down",
            back=reverse("cases:case", args=[case.reference]),
            back_words=f"Case {case.reference}",
            choices={"service": [("", "None"), *packages.choices_of_directory()]},
            initial={"noted_on": timezone.localdate()},
        ),
    )


@opens_to(access.CLAIM)
def claim_saving(request: HttpRequest) -> HttpResponse:
    """Claim a saving."""

    def act(typed, who):
        same = ("title", "reckoning", "amount", "year")
        facts = {name: typed[name] for name in same}
        return actions.claim_saving(method=rules.SavingMethod(typed["method"]), **facts, id=typed["new"], **who)

    today = timezone.localdate()
    return verb_page(
        request,
        Verb(
            name="claim_saving",
            form=forms.ClaimSaving,
            act=act,
            title="Claim a saving",
            intro="It is shown as claimed until somebody else has checked how it is reckoned.",
            button="Claim it",
            done="The saving is claimed",
            back=reverse("commissioning:overview"),
            back_words="Need, cost and savings",
            choices={"year": forms.years_about(today)},
            initial={"year": rules.year_of(today)},
        ),
    )


@opens_to(access.CHECK_CLAIMS)
def check_saving(request: HttpRequest, saving_id) -> HttpResponse:
    """Check a saving that someone claimed."""
    saving = found_or_404(watching.get_saving(saving_id))
    return verb_page(
        request,
        Verb(
            name="check_saving",
            form=forms.CheckSaving,
            act=lambda typed, who: actions.check_saving(
                saving=saving, status=rules.SavingStatus(typed["status"]), why=typed["why"], **who
            ),
            about=str(saving.id),
            title="Check this saving",
            intro=f"{saving.title}: {short_pounds(saving.amount)} in {rules.year_words(saving.year)}.\n"
            f"{saving.reckoning}",
            button="Keep the check",
            done="The check is kept",
            back=reverse("commissioning:overview"),
            back_words="Need, cost and savings",
        ),
    )
