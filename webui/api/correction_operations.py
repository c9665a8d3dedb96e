"""Operations on corrections of single articles."""

from collections.abc import Iterable
from http import HTTPStatus

import msgspec
from flask import request

from archive.model.correction import CorrectedField, Correction
from archive.store.corrections import Corrections
from webui.api.article_operations import NOT_HERE, THIS_ARTICLE
from webui.api.desk_parts import GONE, NOT_TAKEN, done, limit_of, number_in, refusals_told
from webui.api.documents import CorrectionEntry, CorrectionList, NewCorrection
from webui.api.operations import Answer, Operation, QueryParameter, Reply, RowNumber, serves
from webui.parameters import values_of
from webui.services import backend, catch_up

_CORRECTIONS = "Corrections"
_MOST_CORRECTIONS = 500


def _corrections() -> Corrections:
    return Corrections(backend().store.database)


def _correction_list(corrections: Iterable[Correction]) -> CorrectionList:
    return CorrectionList(
        tuple(
            CorrectionEntry(
                id=each.id,
                article_id=each.article_id,
                field=each.field,
                lines=each.lines,
                why=each.why,
                who=each.who,
                moment=each.moment,
                state=each.state,
                ended=each.ended,
                ended_by=each.ended_by,
            )
            for each in corrections
        )
    )


@serves(
    Operation(
        name="latest_corrections",
        method="GET",
        path="/corrections",
        summary="List corrections",
        help="Corrections of all articles, the last one first; those replaced and undone too.",
        group=_CORRECTIONS,
        parameters=(
            QueryParameter("before", RowNumber, "Those with a smaller number, to go on."),
            limit_of(_MOST_CORRECTIONS, "corrections"),
        ),
        answer=Answer(HTTPStatus.OK, "The corrections.", CorrectionList),
        refusals={HTTPStatus.BAD_REQUEST: "A parameter is not valid."},
    )
)
def latest_corrections() -> Reply:
    """Corrections of all articles."""
    found = _corrections().latest(number_in("limit", 100), number_in("before", 0) or None)
    return Reply(_correction_list(found))


@serves(
    Operation(
        name="corrections",
        method="GET",
        path="/articles/{article_id}/corrections",
        summary="List the corrections of an article",
        help="All corrections of an article, the last one first; those replaced and undone too.",
        group=_CORRECTIONS,
        segments=THIS_ARTICLE,
        answer=Answer(HTTPStatus.OK, "The corrections.", CorrectionList),
        refusals=NOT_HERE,
    )
)
def corrections(article_id: str) -> Reply:
    """Corrections of an article."""
    backend().store.get(article_id)
    return Reply(_correction_list(_corrections().history(article_id)))


@serves(
    Operation(
        name="correct",
        method="POST",
        path="/articles/{article_id}/corrections",
        summary="Correct an article",
        help="Correct fields of an article, with a reason. What came in is kept beside it, and "
        "stands there again when the correction is undone.",
        group=_CORRECTIONS,
        segments=THIS_ARTICLE,
        body=NewCorrection,
        answer=Answer(HTTPStatus.OK, "The corrections of the article.", CorrectionList),
        refusals={**NOT_HERE, **NOT_TAKEN},
    )
)
def correct(article_id: str, body: NewCorrection, who: str) -> Reply:
    """Correct fields of an article."""
    typed = msgspec.structs.asdict(body.fields)
    given = {field: lines for field, lines in typed.items() if lines is not msgspec.UNSET}
    with refusals_told():
        _corrections().correct(article_id, given, why=body.why, who=who)
    catch_up()
    return Reply(_correction_list(_corrections().history(article_id)))


@serves(
    Operation(
        name="undo_corrections",
        method="DELETE",
        path="/articles/{article_id}/corrections",
        summary="Undo corrections of an article",
        help="Take corrections back, of some fields or of all: what came in stands there again.",
        group=_CORRECTIONS,
        segments=THIS_ARTICLE,
        parameters=(
            QueryParameter(
                "field", CorrectedField, "Field whose correction is undone.", len(CorrectedField)
            ),
        ),
        answer=GONE,
        refusals={
            HTTPStatus.BAD_REQUEST: "A parameter is not valid.",
            HTTPStatus.CONFLICT: "The field is not corrected.",
            **NOT_HERE,
        },
    )
)
def undo_corrections(article_id: str, who: str) -> Reply:
    """Undo corrections of an article."""
    with refusals_told():
        _corrections().undo(article_id, values_of(request.query_string).get("field", ()), who=who)
    catch_up()
    return done()
