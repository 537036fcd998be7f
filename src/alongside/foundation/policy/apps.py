from django.apps import AppConfig


class PolicyConfig(AppConfig):
    name = "alongside.foundation.policy"
    label = "policy"
