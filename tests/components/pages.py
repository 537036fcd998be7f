"""Pages on which the browser's small things can be tried without the rest of the product."""

from time import sleep

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path

from alongside.foundation.components import forms

SAVED: list[dict] = []
SENT: list[dict] = []
ANSWERS: list[int] = []
PAUSES: list[float] = []
"""How long saving takes, in seconds, for as many saves as there are."""


class Story(forms.Form):
    story = forms.WordsField(label="What has happened?")
    who = forms.NameField(label="Who told you?", required=False)


class Child(forms.Form):
    first = forms.NameField(label="First name")


Children = forms.formset_factory(Child, formset=forms.BaseFormSet, extra=1)
LAYOUT = '{% extends "layouts/page.html" %}{% block title %}Try{% endblock %}{% block main %}'
LONG = LAYOUT + (
    '<h1 class="govuk-heading-l">Tell us</h1>'
    '<form method="post" novalidate data-autosave="/save/"'
    ' data-draft-revision="3">{% csrf_token %}{{ form }}<c-autosave />'
    "<c-button>Send</c-button></form>"
    "{% endblock %}"
)
ROWS = LAYOUT + (
    '<h1 class="govuk-heading-l">Children</h1><form method="post" novalidate>{% csrf_token %}'
    '<c-add-another :formset="rows" thing="child" /><c-button>Send</c-button></form>{% endblock %}'
)
FIND = LAYOUT + (
    '<h1 class="govuk-heading-l">Find</h1><c-search-box label="Find a person" id="find"'
    ' suggest="/suggest/" />{% endblock %}'
)


def _page(request, source, **context):
    from django_cotton.compiler_regex import CottonCompiler

    template = engines["django"].from_string(CottonCompiler().process(source))
    return HttpResponse(template.render(context, request))


def long(request):
    form = Story(request.POST or None)
    if request.method == "POST":
        SENT.append(request.POST.dict() | {"saves_before": len(SAVED)})
        return redirect("/sent/")
    return _page(request, LONG, form=form)


def save(request):
    saved, answer = SAVED, ANSWERS.pop(0) if ANSWERS else 200
    if PAUSES:
        sleep(PAUSES.pop(0))
    if answer == 200:
        saved.append(request.POST.dict())
        return JsonResponse({"saved_at": "10:42", "revision": len(saved) + 3})
    return JsonResponse({"why": "Joan Pryce saved this form"}, status=answer)


def sent(request):
    return _page(request, LAYOUT + '<h1 class="govuk-heading-l">Sent</h1>{% endblock %}')


def rows(request):
    return _page(request, ROWS, rows=Children(prefix="child"))


def find(request):
    return _page(request, FIND)


def suggest(request):
    found = f'<a class="govuk-link" href="/sent/">{request.GET["q"].upper()}</a>'
    return HttpResponse(found * 2)


urlpatterns = [
    path("long/", long),
    path("save/", save),
    path("sent/", sent),
    path("rows/", rows),
    path("find/", find),
    path("suggest/", suggest),
    path("components/", include("alongside.foundation.components.urls")),
]
