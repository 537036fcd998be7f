from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "alongside.foundation.documents"
    label = "documents"
