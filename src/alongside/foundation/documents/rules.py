"""Which files may be kept, and how one is known for what it is."""

MOST_BYTES = 20 * 1024 * 1024
"""The largest file kept. Source: local default."""

KINDS: dict[str, tuple[str, str]] = {
    "pdf": ("application/pdf", "PDF"),
    "png": ("image/png", "picture"),
    "jpg": ("image/jpeg", "picture"),
    "jpeg": ("image/jpeg", "picture"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "spreadsheet"),
    "txt": ("text/plain", "plain text"),
}


def problem_with_file(*, name: str, size: int, found_type: str | None, is_text: bool) -> str:
    """A file is kept when its ending is one of ours, its content is what the ending says, and it is not too large.

    Gives what is wrong in words fit to show; empty when nothing is.
    Source: OWASP ASVS 5.0, chapter on files; the limit is a local default.
    """
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending not in KINDS:
        return "Choose a PDF, a Word document, a spreadsheet, a picture (PNG or JPEG) or plain text"
    if size == 0:
        return "The file is empty"
    if size > MOST_BYTES:
        return f"The file is too large: at most {MOST_BYTES // 1024 // 1024} MB"
    is_right = is_text and found_type is None if ending == "txt" else found_type == KINDS[ending][0]
    return "" if is_right else f"The file is not what its name says: it is not a {KINDS[ending][1]}"


MOST_FILES_A_MINUTE = 60
"""How many published files and papers go to one place in a minute. Source: local default."""
MOST_PAGES_A_MINUTE = 120
"""How many published pages go to one place in a minute. Source: local default."""
KEPT_SECONDS = 300
"""How long browsers and caches may keep what is published, so that what is withdrawn is soon gone from them. Source:
local default."""


def seconds_to_wait(*, asked: int, most: int, second: int) -> int:
    """Whoever asks for published files more often than so many times in a minute waits until the minute is over.

    Source: local default.
    """
    return 60 - second if asked > most else 0
