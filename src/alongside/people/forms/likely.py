"""What is told so far of somebody who is being typed."""

from django.forms import CharField, IntegerField

from alongside.foundation.components import forms


class TypedSoFar(forms.Form):
    """As much as can be read of a form half filled in; what cannot be read yet is left out, and nobody is told off."""

    given_names = forms.NameField(required=False, max_length=120)
    family_name = forms.NameField(required=False, max_length=120)
    known_as = forms.NameField(required=False, max_length=120)
    birth = CharField(required=False)
    born_on = forms.DayOfBirthField(required=False)
    about_on = forms.DayOfBirthField(required=False)
    age = IntegerField(required=False, min_value=0, max_value=120)
    sex = CharField(required=False, max_length=20)
    lines = CharField(required=False, max_length=300)
    postcode = forms.PostcodeField(required=False)
    nhs_number = CharField(required=False, max_length=20)
    upn = CharField(required=False, max_length=20)
    phone = CharField(required=False, max_length=40)

    def told(self) -> dict:
        """What is told so far, by the names under which somebody is sought."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
        which = {"exact": "born_on", "estimated": "about_on", "": "born_on"}.get(given.get("birth", ""), "")
        plain = ("family_name", "age", "sex", "lines", "postcode", "phone")
        return {name: given[name] for name in plain if name in given} | {
            "given_names": f"{given.get('given_names', '')} {given.get('known_as', '')}".strip(),
            "born_on": given.get(which),
            "nhs_number": given.get("nhs_number", "").replace(" ", ""),
            "upn": given.get("upn", "").strip().upper(),
        }
