"""Draws plain Django forms in our own look."""

from django.forms.renderers import TemplatesSetting

DJANGO = "django/forms/widgets/"
OURS = {
    DJANGO + "radio.html": "components/widgets/choices.html",
    DJANGO + "checkbox_select.html": "components/widgets/choices.html",
    DJANGO + "clearable_file_input.html": DJANGO + "file.html",
    DJANGO + "password.html": "components/widgets/password.html",
    "django/forms/errors/list/default.html": "components/forms/errors.html",
    "django/forms/errors/list/ul.html": "components/forms/errors.html",
}
CLASSES = {
    "radio": "",
    "hidden": "",
    "select": "govuk-select",
    "textarea": "govuk-textarea",
    "words": "govuk-textarea",
    "file": "govuk-file-upload",
    "clearable_file_input": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "multiple_hidden": "",
    "checkbox_select": "",
    "choices": "",
    "day": "",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
}


class Renderer(TemplatesSetting):
    """The form renderer of the product: `FORM_RENDERER` names it."""

    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field.html"
    formset_template_name = "components/forms/formset.html"

    def get_template(self, template_name):
        return super().get_template(OURS.get(template_name, template_name))

    def render(self, template_name, context, request=None):
        if "widget" in context:
            dress(context["widget"])
        return super().render(template_name, context, request)


def dress(widget: dict) -> None:
    """Give a widget our classes, and take away what would have the browser speak for us."""
    own = widget["attrs"]
    own.pop("required", None)
    kind = widget["template_name"].rsplit("/", 1)[-1].removesuffix(".html")
    looks = CLASSES.get(kind, "govuk-input")
    if not looks:
        return
    wrong = f"{looks.split()[0]}--error" if own.get("aria-invalid") and kind != "checkbox" else ""
    mine = [part for part in own.get("class", "").split() if part not in {looks, wrong}]
    own["class"] = " ".join([looks, *([wrong] if wrong else []), *mine])
