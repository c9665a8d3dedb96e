"""Forty made-up newspaper articles, with their citations as Chicago's and APA's manuals have them.

Written by hand from the rules: The Chicago Manual of Style (17th ed.) 6.9, 6.122 to 6.125, 8.157 to
8.163, 8.170, 14.76, 14.96, 14.191 to 14.200; Publication Manual of the APA (7th ed.) 6.17, 9.8 to
9.16, 10.1 (example 16). `*` stands around italics.
"""

from dataclasses import dataclass
from datetime import date

from archive.model.article import (
    Article,
    Credit,
    Precision,
    Provenance,
    Published,
    RawDocument,
    Region,
    Role,
)

ACCESSED = date(2026, 11, 30)
PAGE = "https://archive.example.org/articles/00000000000000aa"
URL = "https://courier.example.org/2014/ice"
DAY = "2014-01-04"
COURIER = "Aldhaven Courier"


def _published(stated):
    if stated is None:
        return Published()
    precision = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
    return Published(stated, precision.get(len(stated), Precision.INSTANT), "declared")


def to_cite(headline, *people, day=DAY, source=COURIER, url=URL, language="en", body=(), **said):
    """An article with the credits of `people`: "Name" of a reporter, or "role: Name"."""
    credited = [person.partition(": ") for person in people]
    return Article(
        id="00000000000000aa",
        headline=headline,
        body=tuple(body),
        provenance=Provenance(RawDocument(b"", "text/plain").sha256, "text/plain", "made.txt"),
        credits=tuple(
            Credit(name or role, Role(role) if name else Role.REPORTER)
            for role, _, name in credited
        ),
        published=_published(day),
        source=source,
        url=url,
        language=language,
        **said,
    )


ICE = "Ice stops island ferry"
MANY = [f"Ada{chr(97 + n)} Berg{chr(97 + n)}" for n in range(21)]


@dataclass(frozen=True, slots=True)
class Case:
    """An article, Chicago's full note of it, and APA's reference."""

    article: Article
    chicago: str
    apa: str


CASES = {
    "one author": Case(
        to_cite(ICE, "Callum Dray"),
        f"Callum Dray, “Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). Ice stops island ferry. *Aldhaven Courier*. {URL}",
    ),
    "two authors": Case(
        to_cite(ICE, "Callum Dray", "Ruth Awino"),
        "Callum Dray and Ruth Awino, “Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, "
        f"2014, {URL}.",
        "Dray, C., & Awino, R. (2014, January 4). Ice stops island ferry. *Aldhaven Courier*. "
        f"{URL}",
    ),
    "three authors": Case(
        to_cite(ICE, "Callum Dray", "Ruth Awino", "writer: Ida Brook"),
        "Callum Dray, Ruth Awino, and Ida Brook, “Ice Stops Island Ferry,” *Aldhaven Courier*, "
        f"January 4, 2014, {URL}.",
        "Dray, C., Awino, R., & Brook, I. (2014, January 4). Ice stops island ferry. *Aldhaven "
        f"Courier*. {URL}",
    ),
    "four authors are et al. in a note": Case(
        to_cite(ICE, "Callum Dray", "Ruth Awino", "Ida Brook", "Jan Tal"),
        "Callum Dray et al., “Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, 2014, "
        f"{URL}.",
        "Dray, C., Awino, R., Brook, I., & Tal, J. (2014, January 4). Ice stops island ferry. "
        f"*Aldhaven Courier*. {URL}",
    ),
    "twenty-one authors": Case(
        to_cite(ICE, *MANY),
        f"Adaa Berga et al., “Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, 2014, {URL}.",
        "Berga, A., Bergb, A., Bergc, A., Bergd, A., Berge, A., Bergf, A., Bergg, A., Bergh, A., "
        "Bergi, A., Bergj, A., Bergk, A., Bergl, A., Bergm, A., Bergn, A., Bergo, A., Bergp, A., "
        "Bergq, A., Bergr, A., Bergs, A., … Bergu, A. (2014, January 4). Ice stops island ferry. "
        f"*Aldhaven Courier*. {URL}",
    ),
    "no author": Case(
        to_cite(ICE),
        f"“Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, 2014, {URL}.",
        f"Ice stops island ferry. (2014, January 4). *Aldhaven Courier*. {URL}",
    ),
    "an agency alone is the author": Case(
        to_cite(ICE, "agency: Reuters"),
        f"Reuters, “Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, 2014, {URL}.",
        f"Reuters. (2014, January 4). Ice stops island ferry. *Aldhaven Courier*. {URL}",
    ),
    "an agency beside a reporter is not": Case(
        to_cite(ICE, "Callum Dray", "agency: Reuters"),
        f"Callum Dray, “Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). Ice stops island ferry. *Aldhaven Courier*. {URL}",
    ),
    "an agency is the container without a newspaper": Case(
        to_cite(ICE, "agency: Reuters", source=None),
        f"“Ice Stops Island Ferry,” *Reuters*, January 4, 2014, {URL}.",
        f"Ice stops island ferry. (2014, January 4). *Reuters*. {URL}",
    ),
    "an agency that is the source": Case(
        to_cite(ICE, "Callum Dray", "agency: Reuters", source="Reuters"),
        f"Callum Dray, “Ice Stops Island Ferry,” *Reuters*, January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). Ice stops island ferry. *Reuters*. {URL}",
    ),
    "a photographer is no author": Case(
        to_cite(ICE, "photographer: Ida Brook"),
        f"“Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, 2014, {URL}.",
        f"Ice stops island ferry. (2014, January 4). *Aldhaven Courier*. {URL}",
    ),
    "a translator": Case(
        to_cite(ICE, "Callum Dray", "translator: Ann Quill"),
        "Callum Dray, “Ice Stops Island Ferry,” trans. Ann Quill, *Aldhaven Courier*, January 4, "
        f"2014, {URL}.",
        "Dray, C. (2014, January 4). Ice stops island ferry (A. Quill, Trans.). *Aldhaven "
        f"Courier*. {URL}",
    ),
    "an editor": Case(
        to_cite(ICE, "Callum Dray", "editor: Bo Lind"),
        "Callum Dray, “Ice Stops Island Ferry,” ed. Bo Lind, *Aldhaven Courier*, January 4, 2014, "
        f"{URL}.",
        "Dray, C. (2014, January 4). Ice stops island ferry (B. Lind, Ed.). *Aldhaven Courier*. "
        f"{URL}",
    ),
    "two translators and no author": Case(
        to_cite(ICE, "translator: Ann Quill", "translator: Bo Lind"),
        "“Ice Stops Island Ferry,” trans. Ann Quill and Bo Lind, *Aldhaven Courier*, January 4, "
        f"2014, {URL}.",
        "Ice stops island ferry (A. Quill & B. Lind, Trans.). (2014, January 4). *Aldhaven "
        f"Courier*. {URL}",
    ),
    "undated": Case(
        to_cite(ICE, "Callum Dray", day=None),
        "Callum Dray, “Ice Stops Island Ferry,” *Aldhaven Courier*, n.d., accessed November 30, "
        f"2026, {URL}.",
        "Dray, C. (n.d.). Ice stops island ferry. *Aldhaven Courier*. Retrieved November 30, 2026, "
        f"from {URL}",
    ),
    "undated and on paper": Case(
        to_cite(ICE, "Callum Dray", day=None, url=None),
        "Callum Dray, “Ice Stops Island Ferry,” *Aldhaven Courier*, n.d.",
        "Dray, C. (n.d.). Ice stops island ferry. *Aldhaven Courier*.",
    ),
    "only a year": Case(
        to_cite(ICE, "Callum Dray", day="2014"),
        f"Callum Dray, “Ice Stops Island Ferry,” *Aldhaven Courier*, 2014, {URL}.",
        f"Dray, C. (2014). Ice stops island ferry. *Aldhaven Courier*. {URL}",
    ),
    "only a month": Case(
        to_cite(ICE, "Callum Dray", day="2014-09"),
        f"Callum Dray, “Ice Stops Island Ferry,” *Aldhaven Courier*, September 2014, {URL}.",
        f"Dray, C. (2014, September). Ice stops island ferry. *Aldhaven Courier*. {URL}",
    ),
    "a moment is its own day": Case(
        to_cite(ICE, "Callum Dray", day="2014-01-04T23:30:00-05:00"),
        f"Callum Dray, “Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). Ice stops island ferry. *Aldhaven Courier*. {URL}",
    ),
    "on paper": Case(
        to_cite(ICE, "Callum Dray", url=None),
        "Callum Dray, “Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, 2014.",
        "Dray, C. (2014, January 4). Ice stops island ferry. *Aldhaven Courier*.",
    ),
    "with a section": Case(
        to_cite(ICE, "Callum Dray", url=None, section="Harbour"),
        "Callum Dray, “Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, 2014, sec. Harbour.",
        "Dray, C. (2014, January 4). Ice stops island ferry. *Aldhaven Courier*.",
    ),
    "online only, with a section": Case(
        to_cite(ICE, source="Halyard Online", section="Islands"),
        f"“Ice Stops Island Ferry,” *Halyard Online*, January 4, 2014, sec. Islands, {URL}.",
        f"Ice stops island ferry. (2014, January 4). *Halyard Online*. {URL}",
    ),
    "The before a newspaper": Case(
        to_cite(ICE, "Callum Dray", source="The Aldhaven Times"),
        f"Callum Dray, “Ice Stops Island Ferry,” *Aldhaven Times*, January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). Ice stops island ferry. *The Aldhaven Times*. {URL}",
    ),
    "no newspaper at all": Case(
        to_cite(ICE, "Callum Dray", source=None),
        f"Callum Dray, “Ice Stops Island Ferry,” January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). *Ice stops island ferry.* {URL}",
    ),
    "quotation marks in the headline": Case(
        to_cite('Crews call pay "a joke" again', "Callum Dray"),
        "Callum Dray, “Crews Call Pay ‘a Joke’ Again,” *Aldhaven Courier*"
        f", January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). Crews call pay “a joke” again. *Aldhaven Courier*. {URL}",
    ),
    "quotation marks at its end": Case(
        to_cite("Mayor calls the ice “bad luck”", "Callum Dray"),
        "Callum Dray, “Mayor Calls the Ice ‘Bad Luck,’” *Aldhaven Courier*"
        f", January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). Mayor calls the ice “bad luck.” *Aldhaven Courier*. {URL}",
    ),
    "a question": Case(
        to_cite("Who stopped the ferry?", "Callum Dray"),
        f"Callum Dray, “Who Stopped the Ferry?,” *Aldhaven Courier*, January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). Who stopped the ferry? *Aldhaven Courier*. {URL}",
    ),
    "a question without an author": Case(
        to_cite("Who stopped the ferry?"),
        f"“Who Stopped the Ferry?,” *Aldhaven Courier*, January 4, 2014, {URL}.",
        f"Who stopped the ferry? (2014, January 4). *Aldhaven Courier*. {URL}",
    ),
    "a period at its end": Case(
        to_cite("The ferry sails again.", "Callum Dray"),
        f"Callum Dray, “The Ferry Sails Again,” *Aldhaven Courier*, January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). The ferry sails again. *Aldhaven Courier*. {URL}",
    ),
    "an abbreviation at its end": Case(
        to_cite("Ferry line sold to Halyard Inc.", "Callum Dray"),
        "Callum Dray, “Ferry Line Sold to Halyard Inc.,” *Aldhaven Courier*"
        f", January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). Ferry line sold to Halyard Inc. *Aldhaven Courier*. {URL}",
    ),
    "a colon, a hyphen and an acronym": Case(
        to_cite("Out of the ice: an ex-captain and the UN on self-help", "Callum Dray"),
        "Callum Dray, “Out of the Ice: An Ex-Captain and the UN on Self-Help,” *Aldhaven Courier*, "
        f"January 4, 2014, {URL}.",
        "Dray, C. (2014, January 4). Out of the ice: an ex-captain and the UN on self-help. "
        f"*Aldhaven Courier*. {URL}",
    ),
    "capitals throughout": Case(
        to_cite(
            "UN COUNCIL MEETS IN KISUMU ON RUTH AWINO'S REPORT",
            "Callum Dray",
            body=["The UN council met on Friday, as Ruth Awino, its envoy, told of the report."],
            regions=(Region(("Africa", "Kenya", "Kisumu"), None, "headline"),),
        ),
        "Callum Dray, “UN Council Meets in Kisumu on Ruth Awino’s Report,” *Aldhaven Courier*, "
        f"January 4, 2014, {URL}.",
        "Dray, C. (2014, January 4). UN council meets in Kisumu on Ruth Awino’s report. *Aldhaven "
        f"Courier*. {URL}",
    ),
    "a capital on every word": Case(
        to_cite(
            "Ice Stops Ferry To Port Elder",
            "Callum Dray",
            body=["The ice stops every ferry from Port Elder."],
        ),
        "Callum Dray, “Ice Stops Ferry to Port Elder,” *Aldhaven Courier*"
        f", January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). Ice stops ferry to Port Elder. *Aldhaven Courier*. {URL}",
    ),
    "marks and lines about the headline": Case(
        to_cite("■ Ice stops\n  island\u200b ferry ◆", "Callum Dray"),
        f"Callum Dray, “Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, 2014, {URL}.",
        f"Dray, C. (2014, January 4). Ice stops island ferry. *Aldhaven Courier*. {URL}",
    ),
    "a Korean name and headline": Case(
        to_cite("섬 연락선이 멈췄다", "김민수", source="바다신문", language="ko"),
        f"김민수, “섬 연락선이 멈췄다,” *바다신문*, January 4, 2014, {URL}.",
        f"김민수. (2014, January 4). 섬 연락선이 멈췄다. *바다신문*. {URL}",
    ),
    "Korean names in Latin letters": Case(
        to_cite(ICE, "Ro Min Su", "Baek Seung-ho"),
        "Ro Min Su and Baek Seung-ho, “Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, "
        f"2014, {URL}.",
        "Ro, M. S., & Baek, S.-H. (2014, January 4). Ice stops island ferry. *Aldhaven Courier*. "
        f"{URL}",
    ),
    "a Chinese name before a Western one": Case(
        to_cite("渡轮停航", "欧阳明", "Callum Dray", source="海港日报", language="zh"),
        f"欧阳明 and Callum Dray, “渡轮停航,” *海港日报*, January 4, 2014, {URL}.",
        f"欧阳明 & Dray, C. (2014, January 4). 渡轮停航. *海港日报*. {URL}",
    ),
    "an Arabic name": Case(
        to_cite("الجليد يوقف العبارة", "محمد الأحمد", source="مرسى النخيل", language="ar"),
        f"محمد الأحمد, “الجليد يوقف العبارة,” *مرسى النخيل*, January 4, 2014, {URL}.",
        f"الأحمد, محمد. (2014, January 4). الجليد يوقف العبارة. *مرسى النخيل*. {URL}",
    ),
    "a mononym, particles, a suffix": Case(
        to_cite(ICE, "Suharta", "Jan van der Berg", "Paul Tal Jr."),
        "Suharta, Jan van der Berg, and Paul Tal Jr., “Ice Stops Island Ferry,” *Aldhaven "
        f"Courier*, January 4, 2014, {URL}.",
        "Suharta, van der Berg, J., & Tal, P., Jr. (2014, January 4). Ice stops island ferry. "
        f"*Aldhaven Courier*. {URL}",
    ),
    "names in capitals, and a house": Case(
        to_cite(ICE, "RUTH O'NEIL", "KIM Jong-su", "Harbour Desk"),
        "Ruth O’Neil, Kim Jong-su, and Harbour Desk, “Ice Stops Island Ferry,” *Aldhaven Courier*, "
        f"January 4, 2014, {URL}.",
        "O’Neil, R., Kim, J.-S., & Harbour Desk. (2014, January 4). Ice stops island ferry. "
        f"*Aldhaven Courier*. {URL}",
    ),
    "a headline in another language": Case(
        to_cite("Eis hält die Fähre auf", "Jörg Öhm", source="Hafenbote", language="de"),
        f"Jörg Öhm, “Eis hält die Fähre auf,” *Hafenbote*, January 4, 2014, {URL}.",
        f"Öhm, J. (2014, January 4). Eis hält die Fähre auf. *Hafenbote*. {URL}",
    ),
    "no address but the archive's": Case(
        to_cite(ICE, "Callum Dray", url="n/a"),
        f"Callum Dray, “Ice Stops Island Ferry,” *Aldhaven Courier*, January 4, 2014, {PAGE}.",
        f"Dray, C. (2014, January 4). Ice stops island ferry. *Aldhaven Courier*. {PAGE}",
    ),
}
# Cases that are cited without a page of the archive, as on the command line.
ON_PAPER = {"undated and on paper", "on paper", "with a section"}
