"""The form that corrects an article: what stands in it, and what was changed."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from werkzeug.datastructures import MultiDict

from archive.errors import UserError
from archive.facts.corrected_values import (
    LONGEST_HEADLINE,
    LONGEST_NAME,
    LONGEST_REASON,
    MOST_CREDITS,
    MOST_REGIONS,
    corrected_value,
    reason_given,
    typed_line,
)
from archive.facts.regions import Amendments
from archive.model.article import Article
from archive.model.correction import CorrectedField, Correction, value_in, written
from webui.pages.browsing.overview import Overviews
from webui.pages.desk.correction_contexts import (
    CorrectContext,
    CorrectionInput,
    CorrectionsContext,
    RecordedCorrection,
)

CORRECTIONS_A_PAGE = 50
MOST_SUGGESTED = 300
_MOST_HISTORY, _MOST_NAMES = 100, 50


@dataclass(frozen=True, slots=True)
class _Kind:
    """Field of the form: its label, a hint, and its bounds."""

    label: str
    hint: str
    most: int = LONGEST_NAME
    lines: int = 1


_KINDS = {
    CorrectedField.HEADLINE: _Kind("Headline", "", LONGEST_HEADLINE),
    CorrectedField.PUBLISHED: _Kind(
        "Date", "2012-04-15, 2012-04 or 2012, as much as is known; empty for undated"
    ),
    CorrectedField.REGIONS: _Kind(
        "Regions", "by name, path or code, as Japan, Asia/Japan or JP", lines=MOST_REGIONS
    ),
    CorrectedField.CREDITS: _Kind(
        "Credits",
        "a line for each, as “reporter: Kim Ha-neul”; reporter, translator, writer, editor, "
        "photographer or agency",
        lines=MOST_CREDITS,
    ),
    CorrectedField.SOURCE: _Kind("Source", "the publisher, paper or agency"),
    CorrectedField.LANGUAGE: _Kind("Language", "as ko or pt-BR, or by its English name"),
    CorrectedField.SECTION: _Kind("Section", ""),
}


@dataclass(frozen=True, slots=True)
class CorrectionForm:
    """What was typed: a reason, changed fields with their lines, and what is wrong with them."""

    why: str = ""
    typed: Mapping[CorrectedField, tuple[str, ...]] = field(
        default_factory=dict[CorrectedField, tuple[str, ...]]
    )
    problems: Mapping[CorrectedField, str] = field(default_factory=dict[CorrectedField, str])
    problem: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether there is something to correct and nothing wrong with it."""
        return bool(self.typed) and not (self.problems or self.problem)


def read_form(
    article: Article, sent: MultiDict[str, str], amendments: Amendments
) -> CorrectionForm:
    """Read a form: only fields count that differ from what they held when the form was made.

    So somebody else's correction, made meanwhile, is neither undone nor overwritten unseen.
    """
    typed: dict[CorrectedField, tuple[str, ...]] = {}
    problems: dict[CorrectedField, str] = {}
    for name in CorrectedField:
        if name not in sent:
            continue
        lines = _typed_lines(sent.getlist(name))
        stood, stands = sent.get(f"stood-{name}", ""), _lines(article, name)
        if stood == _digest(lines) or lines == stands:
            continue
        typed[name] = lines
        if stood and stood != _digest(stands):
            now = "; ".join(stands) or "none"
            problems[name] = f"it was corrected meanwhile and is now: {now[:LONGEST_NAME]}"
            continue
        try:
            corrected_value(name, lines, article, amendments)
        except UserError as error:
            problems[name] = str(error)
    why, problem = sent.get("why", ""), ""
    try:
        reason_given(why)
    except UserError as error:
        problem = str(error)
    if not typed:
        problem = "nothing was changed: change a field, or go back to the article"
    return CorrectionForm(why[:LONGEST_REASON], typed, problems, problem)


def correct_context(
    article: Article,
    form: CorrectionForm,
    history: Sequence[Correction],
    overviews: Overviews,
) -> CorrectContext:
    """Context of the form's page, with what was typed in the place of what stands."""
    values = overviews.of("region").values("region")
    return CorrectContext(
        article=article,
        inputs=tuple(_inputs(article, form)),
        why=form.why,
        longest_why=LONGEST_REASON,
        problem=form.problem,
        regions=tuple(each.value for each in values[:MOST_SUGGESTED]),
        read_names=tuple(
            (name, " › ".join(region.path))
            for region in article.regions
            for name in region.names
            if len(name) <= LONGEST_NAME
        )[:_MOST_NAMES],
        history=tuple(recorded(history[:_MOST_HISTORY], {article.id: article})),
    )


def corrections_context(
    corrections: Sequence[Correction], articles: Mapping[str, Article], following: str
) -> CorrectionsContext:
    """Context of the list of corrections."""
    return CorrectionsContext(tuple(recorded(corrections, articles)), following)


def recorded(
    corrections: Sequence[Correction], articles: Mapping[str, Article]
) -> Iterator[RecordedCorrection]:
    """Corrections with their articles, so far as these are there."""
    for each in corrections:
        label = _KINDS[each.field].label
        yield RecordedCorrection(each, articles.get(each.article_id), label)


def _inputs(article: Article, form: CorrectionForm) -> Iterator[CorrectionInput]:
    for name, kind in _KINDS.items():
        stands = _lines(article, name)
        made = CorrectionInput(
            name=name,
            label=kind.label,
            hint=kind.hint,
            lines=stands,
            stood=_digest(stands),
            most=kind.most,
            several=kind.lines > 1,
            fixed=len(stands) > kind.lines or any(len(line) > kind.most for line in stands),
            problem=form.problems.get(name, ""),
        )
        if name in form.typed:
            kept = tuple(line[: kind.most] for line in form.typed[name][: kind.lines])
            made = replace(made, lines=kept)
        yield made


def _lines(article: Article, name: CorrectedField) -> tuple[str, ...]:
    """What stands in a field, as a form gives it back."""
    return _typed_lines(written(value_in(article, name)))


def _typed_lines(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(line for text in texts for each in text.splitlines() if (line := typed_line(each)))


def _digest(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
