"""The command that corrects single articles: correct."""

from collections.abc import Mapping, Sequence

import click

from archive.cli.article_id import ARTICLE_ID
from archive.cli.session import Session, home_option, json_option, print_json
from archive.errors import UserError
from archive.model.article import Article
from archive.model.correction import CorrectedField, Correction, CorrectionState, value_in, written
from archive.store import audit
from archive.store.corrections import Corrections, Typed

# Options and the fields that they correct.
FIELDS = {
    "headline": CorrectedField.HEADLINE,
    "date": CorrectedField.PUBLISHED,
    "region": CorrectedField.REGIONS,
    "credit": CorrectedField.CREDITS,
    "source": CorrectedField.SOURCE,
    "language": CorrectedField.LANGUAGE,
    "section": CorrectedField.SECTION,
}
_NAMES = {field: name for name, field in FIELDS.items()}


@click.command()
@click.argument("article_id", metavar="ID", type=ARTICLE_ID)
@click.argument("undone", metavar="[FIELD]…", nargs=-1, type=click.Choice(list(FIELDS)))
@click.option("--headline", metavar="TEXT", help="The right headline.")
@click.option("--date", metavar="DATE", help='2012-04-15, 2012-04 or 2012, or "undated".')
@click.option(
    "--region", metavar="REGION", multiple=True, help='"Asia/Japan", Japan or JP; none; may repeat.'
)
@click.option(
    "--credit", metavar="CREDIT", multiple=True, help='"reporter: Name"; none; may repeat.'
)
@click.option("--source", metavar="NAME", help="The right source, or none.")
@click.option("--language", metavar="TAG", help="The right language: ko, pt-BR; or none.")
@click.option("--section", metavar="NAME", help="The right section, or none.")
@click.option("--why", metavar="REASON", help="Why it is right; needed for a correction.")
@click.option("--undo", is_flag=True, help="Take the corrections of the FIELDs back, or all.")
@click.option("--list", "listed", is_flag=True, help="List all corrections of the article.")
@json_option
@home_option
@click.pass_obj
def correct(
    session: Session,
    article_id: str,
    undone: tuple[str, ...],
    why: str | None,
    undo: bool,
    listed: bool,
    as_json: bool,
    **given: str | tuple[str, ...] | None,
) -> None:
    """Put a field of one article right, say what was put right, or take it back.

    What came in is kept, and stands again after --undo. A correction stays when the article comes
    again, is read anew or changes. --region and --credit name all regions or credits there are.
    """
    typed: dict[str, Typed] = {
        FIELDS[name]: value for name, value in given.items() if value is not None and value != ()
    }
    _check(typed, undone, why=why, undo=undo, listed=listed)
    with session.open_store() as store:
        corrections, who = Corrections(store.database), audit.system_user()
        if listed:
            store.get(article_id)
            _print_history(corrections.history(article_id), as_json=as_json)
            return
        before = store.get(article_id)
        if undo:
            changed = corrections.undo(article_id, [FIELDS[each] for each in undone], who=who)
        else:
            changed = corrections.correct(article_id, typed, why=why or "", who=who)
        session.after_change(session, store)
        _print_changed(before, store.get(article_id), changed, as_json=as_json)


def _check(
    typed: Mapping[str, Typed],
    undone: Sequence[str],
    *,
    why: str | None,
    undo: bool,
    listed: bool,
) -> None:
    """Raise `UserError` for options that do not go together."""
    if undo + listed + bool(typed) > 1:
        raise UserError("correct fields, or --undo, or --list: one of them at a time")
    if undone and not undo:
        raise UserError(
            f"“{undone[0]}” stands by itself: write --{undone[0]} …, or --undo before it"
        )
    if not (undo or listed or typed):
        raise UserError("nothing to correct was given: write --date 2012-04-15 or the like")
    if typed and why is None:
        raise UserError('a correction needs a reason: write --why "…"')


def _print_changed(
    before: Article, after: Article, changed: Sequence[CorrectedField], *, as_json: bool
) -> None:
    fields = {
        _NAMES[field]: (written(value_in(before, field)), written(value_in(after, field)))
        for field in changed
    }
    if as_json:
        print_json({name: {"before": old, "after": new} for name, (old, new) in fields.items()})
        return
    for name, (old, new) in fields.items():
        click.echo(f"{name}: {shown(old)} → {shown(new)}")
    if not fields:
        click.echo("nothing changed: the article says so already")


def _print_history(history: Sequence[Correction], *, as_json: bool) -> None:
    for each in history:
        if as_json:
            print_json(each.to_json())
            continue
        ended = f", {each.state} by {each.ended_by} on {each.ended}"
        click.echo(
            f"{each.moment}  {_NAMES[each.field]}: {shown(each.lines)}  ({each.who}: {each.why}"
            f"{'' if each.state is CorrectionState.IN_FORCE else ended})"
        )
    if not history and not as_json:
        click.echo("no field of the article is or was corrected")


def shown(lines: Sequence[str]) -> str:
    """A value in one line."""
    return "; ".join(lines) or "none"
