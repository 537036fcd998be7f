"""The post: e-mail through Django's backend, or GOV.UK Notify where a key is set."""

from django.conf import settings
from django.core.mail import EmailMessage
from notifications_python_client.notifications import NotificationsAPIClient

from .models import Letter


def send_letter(letter: Letter) -> None:
    """Send one letter; raises what the post office raises."""
    if settings.NOTIFY_API_KEY and not letter.calendar_file:
        _send_by_notify(letter)
    else:
        _send_by_mail(letter)


def _send_by_mail(letter: Letter) -> None:
    message = EmailMessage(subject=letter.subject_line, body=letter.words, to=[letter.to_address])
    if letter.calendar_file:
        method = "CANCEL" if "METHOD:CANCEL" in letter.calendar_file else "REQUEST"
        message.attach("invitation.ics", letter.calendar_file, f"text/calendar; method={method}")
    message.send()


def _send_by_notify(letter: Letter) -> None:
    client = NotificationsAPIClient(settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_ADDRESS)
    client.send_email_notification(
        email_address=letter.to_address,
        template_id=settings.NOTIFY_TEMPLATE,
        personalisation={"subject": letter.subject_line, "body": letter.words},
        reference=str(letter.id),
    )
