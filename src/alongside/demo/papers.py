"""Small papers for the record: letters and reports, invented."""

LETTER_WORDS = (
    ("School report", ("Attendance this half term: ninety-one in a hundred, up from seventy-eight.",
                       "Late twice. Settles well after break.", "Works hard in art and in science.")),
    ("Letter from the health visitor", ("Weight and length as hoped for.", "Sleep is better with the new routine.",
                                        "Next seen at the clinic in six weeks.")),
    ("Rent agreement", ("The landlord agrees to a weekly sum until the arrears are cleared.",
                        "No further steps will be taken while payments are kept.")),
    ("Drawing of home", ("What the child said of the drawing:", "a house with the lights on, and everybody in it.")),
    ("Notes for the first meeting", ("Who is coming, and what the family wants to talk about first.",)),
)  # fmt: skip


def a_pdf(title: str, lines: tuple[str, ...]) -> bytes:
    """A page of PDF with a title and some lines; plain letters only."""
    shown = [f"BT /F1 18 Tf 72 760 Td ({_plain(title)}) Tj ET"]
    shown += [f"BT /F1 11 Tf 72 {728 - 18 * n} Td ({_plain(line)}) Tj ET" for n, line in enumerate(lines)]
    stream = "\n".join(shown).encode("latin-1", "replace")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(body),
    )


def _plain(words: str) -> str:
    return words.replace("\\", "").replace("(", "[").replace(")", "]").replace("’", "'")
