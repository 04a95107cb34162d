"""Every file in ``bad/`` is refused with the sentences beside it: French, a blank line, English."""

import re
from pathlib import Path

import pytest

from facts.labels import LANGUAGES
from facts.problems import _SENTENCES, CaseError
from facts.reader import read_case

BAD = Path(__file__).parent / "bad"
FILES = sorted(path for path in BAD.iterdir() if path.suffix in {".yaml", ".json"})
# Words of one language that no sentence of the other has; field names and values are told apart by their place.
ENGLISH = re.compile(r"\b(is|are|not|allowed|expected|the|of|or|and|whole|range|unknown|field|years|months|written)\b")
FRENCH = re.compile(r"\b(est|sont|pas|admis|attendu|le|la|les|ou|et|entier|intervalle|inconnu|champ|ans|mois)\b|«")


def refusal(path: Path) -> CaseError:
    with pytest.raises(CaseError) as caught:
        read_case(str(path))
    return caught.value


def texts(error: CaseError) -> list[str]:
    return ["\n".join(error.messages(language)).replace(f"{BAD}/", "") for language in LANGUAGES]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_says_what_is_written_beside_it(path: Path) -> None:
    expected = path.with_name(f"{path.name}.expected.txt").read_text("utf-8")
    assert "\n\n".join(texts(refusal(path))) + "\n" == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_speaks_one_language_at_a_time(path: Path) -> None:
    french, english = texts(refusal(path))
    assert not ENGLISH.search(re.sub(r'"[^"]*"|« [^»]* »|[\w.]+\.(yaml|json)', "", french))
    assert not FRENCH.search(re.sub(r'"[^"]*"|[\w.]+\.(yaml|json)', "", english))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_trace_shows_no_other_error(path: Path) -> None:
    error = refusal(path)
    assert error.__cause__ is None
    assert error.__context__ is None


def test_no_expectation_is_left_over() -> None:
    expected = {path.name.removesuffix(".expected.txt") for path in BAD.glob("*.expected.txt")}
    assert expected == {path.name for path in FILES}


def test_every_sentence_has_a_file_that_needs_it() -> None:
    needed = {problem.code for path in FILES for problem in refusal(path).problems}
    # These depend on what stands at a path or on a size; the tests of the reader make them.
    elsewhere = {"not_found", "directory", "not_readable", "too_large"}
    # These are about assignments; the tests of changes make them.
    assigned = {"no_assignment", "syntax_of_value", "no_value", "set_twice", "unknown_subject", "which_subject"}
    assert set(_SENTENCES) - needed == elsewhere | assigned | {"no_lesion", "no_categories"}
