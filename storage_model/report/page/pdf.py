"""The page as PDF, for those who file paper: one language, selectable text, every input and check."""

from typing import Any

from storage_model.problems import MissingPartError
from storage_model.report.page.page import Page, html_of
from storage_model.words.label import Lang

INSTALL = (
    "生成 PDF 需要 WeasyPrint · a PDF needs WeasyPrint:\n"
    '    pip install "storage-model[pdf]"      (or: pip install weasyprint)\n'
    "    apt-get install libpango-1.0-0 libpangoft2-1.0-0      (Debian, Ubuntu)"
)


def pdf_of(page: Page, *, lang: Lang) -> bytes:
    """Return the page as PDF; raises MissingPartError with what to install where that is missing."""
    weasyprint = weasyprint_module()
    # What stands in the page itself is given, nobody is asked for anything else.
    own = weasyprint.urls.URLFetcher(allowed_protocols={"data"})
    document = weasyprint.HTML(string=html_of(page, lang=lang, only=True), url_fetcher=own)
    pdf: bytes = document.write_pdf()
    return pdf


def weasyprint_module() -> Any:
    """Return WeasyPrint; raises MissingPartError where it, or what it needs of the system, is missing."""
    try:
        import weasyprint
    except (ImportError, OSError) as error:  # OSError: the package is there, Pango is not
        raise MissingPartError(INSTALL) from error
    return weasyprint
