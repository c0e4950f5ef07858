"""What officers write down of programmes."""

from sekoci.programs.forms.filter import FilterForm
from sekoci.programs.forms.people import ManyForm, MarkForm, SupportForm
from sekoci.programs.forms.program import COUNTRY, ProgramForm, bare_words, first_words, rows_of, with_fresh_rows, words_of

__all__ = [
    "COUNTRY",
    "FilterForm",
    "ManyForm",
    "MarkForm",
    "ProgramForm",
    "SupportForm",
    "bare_words",
    "first_words",
    "rows_of",
    "with_fresh_rows",
    "words_of",
]
