"""The local threshold document: read by everyone who works for an agency, made by an administrator."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to, opens_to_agencies

from .. import access, actions, forms, presenters, queries


@opens_to_agencies
def list_thresholds(request: HttpRequest) -> HttpResponse:
    """Every version, and which one is in force."""
    today = timezone.localdate()
    current = queries.current_threshold_document(today)
    versions = [
        presenters.ThresholdPage.of(one, [], current=current, today=today) for one in queries.list_threshold_documents()
    ]
    return render(
        request,
        "cases/list_thresholds.html",
        {
            "versions": versions,
            "current": current,
            "may_set": request.user.may(access.SET_THRESHOLDS),
        },
    )


@opens_to_agencies
def thresholds(request: HttpRequest, version: str) -> HttpResponse:
    """One version: what need looks like at each level."""
    document, today = _document_or_404(version), timezone.localdate()
    page = presenters.ThresholdPage.of(
        document, queries.list_descriptors(document), current=queries.current_threshold_document(today), today=today
    )
    may_set = request.user.may(access.SET_THRESHOLDS)
    return render(
        request,
        "cases/thresholds.html",
        {
            "page": page,
            "may_set": may_set,
            "may_reword": may_set and page.may_reword,
        },
    )


@opens_to(access.SET_THRESHOLDS)
def copy_thresholds(request: HttpRequest, version: str) -> HttpResponse:
    """Make the next version from this one."""
    document, today = _document_or_404(version), timezone.localdate()
    form = forms.CopyThresholds(request.POST or None, today=today, initial={"title": document.title})
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.copy_threshold_document(
                document=document, **form.cleaned_data, today=today, by=request.user, at=timezone.now()
            )
        except actions.ThresholdRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Version {new.version} is made. Reword it until the day it takes effect")
            return redirect("cases:thresholds", version=new.version)
    return render(request, "cases/copy_thresholds.html", {"form": form, "document": document})


@opens_to(access.SET_THRESHOLDS)
def add_descriptor(request: HttpRequest, version: str) -> HttpResponse:
    """Add words to a version that is not yet in force."""
    document = _document_or_404(version)
    form = forms.DescribeNeed(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_descriptor(
                document=document,
                **form.cleaned_data,
                today=timezone.localdate(),
                by=request.user,
                at=timezone.now(),
            )
        except actions.ThresholdRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Added")
            return redirect("cases:thresholds", version=version)
    return render(
        request,
        "cases/descriptor.html",
        {
            "form": form,
            "document": document,
            "title": "Add a descriptor",
            "button": "Add",
        },
    )


@opens_to(access.SET_THRESHOLDS)
def reword_descriptor(request: HttpRequest, version: str, descriptor_id: UUID) -> HttpResponse:
    """Change the words of a version that is not yet in force."""
    document, descriptor = _descriptor_or_404(version, descriptor_id)
    form = forms.Reword(request.POST or None, initial={"words": descriptor.words})
    if request.method == "POST" and form.is_valid():
        try:
            actions.reword_descriptor(
                descriptor=descriptor,
                **form.cleaned_data,
                today=timezone.localdate(),
                by=request.user,
                at=timezone.now(),
            )
        except actions.ThresholdRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Reworded")
            return redirect("cases:thresholds", version=version)
    return render(
        request,
        "cases/descriptor.html",
        {
            "form": form,
            "document": document,
            "title": "Reword a descriptor",
            "button": "Save these words",
        },
    )


@opens_to(access.SET_THRESHOLDS)
def remove_descriptor(request: HttpRequest, version: str, descriptor_id: UUID) -> HttpResponse:
    """Take words out of a version that is not yet in force."""
    document, descriptor = _descriptor_or_404(version, descriptor_id)
    if request.method == "POST":
        try:
            actions.remove_descriptor(
                descriptor=descriptor, today=timezone.localdate(), by=request.user, at=timezone.now()
            )
        except actions.ThresholdRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Taken out")
        return redirect("cases:thresholds", version=version)
    return render(request, "cases/remove_descriptor.html", {"document": document, "words": descriptor.words})


def _document_or_404(version: str):
    document = queries.get_threshold_document(version=version)
    if document is None:
        raise Http404
    return document


def _descriptor_or_404(version: str, descriptor_id: UUID):
    document = _document_or_404(version)
    descriptor = queries.get_descriptor(document=document, descriptor_id=descriptor_id)
    if descriptor is None:
        raise Http404
    return document, descriptor
