from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "alongside.foundation.calendar"
    label = "working_calendar"
    verbose_name = "Working days"
