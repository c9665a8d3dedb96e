"""How newspapers shorten the names of divisions and countries. For the builder only.

Each counts only after a town or where somebody states it as a region: "Stamford, Conn.". AP
style first, then older forms; the postal code, which is that of ISO 3166-2, counts in capitals.
"""

from collections.abc import Mapping

from archive.facts.regions.gazetteer.building.place import PlaceRow, split
from archive.facts.regions.gazetteer.place_kinds import PlaceKind, Sense

_SHORT = {
    "US-AK": "Alas.", "US-AL": "Ala.", "US-AR": "Ark.", "US-AZ": "Ariz.", "US-CA": "Calif.|Cal.",
    "US-CO": "Colo.|Col.", "US-CT": "Conn.|Ct.", "US-DC": "D.C.|Dist. of Columbia|D. C.",
    "US-DE": "Del.", "US-FL": "Fla.|Flor.", "US-GA": "Ga.", "US-HI": "Haw.", "US-IA": "Ia.",
    "US-ID": "Ida.", "US-IL": "Ill.", "US-IN": "Ind.", "US-KS": "Kan.|Kans.", "US-KY": "Ky.",
    "US-LA": "La.", "US-MA": "Mass.", "US-MD": "Md.", "US-ME": "Me.", "US-MI": "Mich.",
    "US-MN": "Minn.", "US-MO": "Mo.", "US-MS": "Miss.", "US-MT": "Mont.",
    "US-NC": "N.C.|N. C.|N. Car.|No. Carolina", "US-ND": "N.D.|N. D.|N. Dak.|No. Dakota",
    "US-NE": "Neb.|Nebr.", "US-NH": "N.H.|N. H.", "US-NJ": "N.J.|N. J.",
    "US-NM": "N.M.|N. M.|N. Mex.", "US-NV": "Nev.", "US-NY": "N.Y.|N. Y.", "US-OH": "Oh.",
    "US-OK": "Okla.", "US-OR": "Ore.|Oreg.", "US-PA": "Pa.|Penn.|Penna.", "US-RI": "R.I.|R. I.",
    "US-SC": "S.C.|S. C.|S. Car.|So. Carolina", "US-SD": "S.D.|S. D.|S. Dak.|So. Dakota",
    "US-TN": "Tenn.", "US-TX": "Tex.", "US-UT": "Ut.", "US-VA": "Va.", "US-VT": "Vt.",
    "US-WA": "Wash.|Wn.", "US-WI": "Wis.|Wisc.", "US-WV": "W.Va.|W. Va.", "US-WY": "Wyo.|Wy.",
    "CA-AB": "Alta.", "CA-BC": "B.C.|B. C.|Brit. Col.", "CA-MB": "Man.", "CA-NB": "N.B.|N. B.",
    "CA-NL": "Nfld.|N.L.|Nfld. and Labrador|Newfoundland and Labrador|Lab.",
    "CA-NS": "N.S.|N. S.", "CA-NT": "N.W.T.|N. W. T.", "CA-NU": "Nun.|Nvt.", "CA-ON": "Ont.",
    "CA-PE": "P.E.I.|P. E. I.|PEI", "CA-QC": "Que.|P.Q.|Québec|Qué.", "CA-SK": "Sask.",
    "CA-YT": "Y.T.|Yuk.|Yukon Territory", "AU-ACT": "A.C.T.", "AU-NSW": "N.S.W.", "AU-NT": "N.T.",
    "AU-QLD": "Q'ld|Qld.|Queensl.", "AU-SA": "S.A.|S. Aust.|S. Australia",
    "AU-TAS": "Tas.|Tassie", "AU-VIC": "Vic.", "AU-WA": "W.A.|W. Aust.|W. Australia",
    "GB-ENG": "Eng.", "GB-NIR": "N.I.|N. Ireland|No. Ireland", "GB-SCT": "Scot.",
    "GB-WLS": "Wal.", "BR-RJ": "R.J.|Rio", "BR-SP": "S.P.", "BR-DF": "D.F.", "BR-RS": "R.S.",
    "BR-MG": "M.G.", "BR-BA": "Ba.", "BR-PR": "Pr.", "BR-PE": "Pe.", "BR-CE": "Ce.",
    "MX-AGU": "Ags.", "MX-BCN": "B.C.|B.C.N.", "MX-BCS": "B.C.S.", "MX-CAM": "Camp.",
    "MX-CHH": "Chih.", "MX-CHP": "Chis.", "MX-CMX": "CDMX|D.F.|Mexico D.F.|México D.F.",
    "MX-COA": "Coah.", "MX-COL": "Col.", "MX-DUR": "Dgo.", "MX-GRO": "Gro.", "MX-GUA": "Gto.",
    "MX-HID": "Hgo.", "MX-JAL": "Jal.", "MX-MEX": "Edomex|Edo. Mex.|Estado de México",
    "MX-MIC": "Mich.", "MX-MOR": "Mor.", "MX-NAY": "Nay.", "MX-NLE": "N.L.", "MX-OAX": "Oax.",
    "MX-PUE": "Pue.", "MX-QUE": "Qro.", "MX-ROO": "Q.R.|Q. Roo", "MX-SIN": "Sin.",
    "MX-SLP": "S.L.P.", "MX-SON": "Son.", "MX-TAB": "Tab.", "MX-TAM": "Tamps.|Tam.",
    "MX-TLA": "Tlax.", "MX-VER": "Ver.", "MX-YUC": "Yuc.", "MX-ZAC": "Zac.", "IN-AP": "A.P.",
    "IN-MP": "M.P.", "IN-TN": "T.N.", "IN-UP": "U.P.", "IN-JK": "J and K|J.K.", "IN-MH": "Maha.",
    "IN-WB": "W.B.|W. Bengal", "ZA-EC": "E. Cape", "ZA-KZN": "KZN|Natal", "ZA-WC": "W. Cape",
    "ZA-GP": "Transvaal", "PH-00": "Metro Manila|NCR|M.M.", "DE-NW": "NRW", "DE-BW": "Ba-Wü",
    "DE-MV": "Meck-Pomm",
}  # fmt: skip
# Whose divisions are written by their ISO code alone: "NY".
_POSTAL = ("US", "CA", "AU", "BR")
# What divisions are called in full, by country.
_KINDS = {
    "AU": "State of", "BR": "State of|Estado de|Estado do|Estado da", "CA": "Province of",
    "DE": "State of|Land", "IN": "State of", "MX": "State of|Estado de", "US": "State of",
}  # fmt: skip
_FULL = {
    "US-KY": "Commonwealth of Kentucky", "US-MA": "Commonwealth of Massachusetts",
    "US-PA": "Commonwealth of Pennsylvania", "US-VA": "Commonwealth of Virginia",
}  # fmt: skip
_COUNTRIES = {
    "AR": "Arg.", "AU": "Aus.|Austral.", "BE": "Belg.", "BR": "Braz.|Bra.", "CA": "Can.",
    "CH": "Switz.", "CN": "P.R. China|PR China|P. R. China", "DE": "Ger.|Germ.", "DK": "Den.",
    "FI": "Fin.", "FR": "Fr.", "GB": "G.B.|Gt. Britain", "GR": "Gr.", "HU": "Hung.",
    "ID": "Indon.", "IE": "Ire.|Eire", "IL": "Isr.", "JP": "Jap.|Jpn.", "KP": "PRK", "MX": "Mex.",
    "NL": "Neth.|Nether.", "NO": "Nor.", "NZ": "N.Z.|N. Zealand", "PH": "Phil.|P.I.|R.P.",
    "PL": "Pol.", "PR": "P.R.", "PT": "Port.", "RU": "Rus.", "SE": "Swed.", "TR": "Turk.",
    "TW": "R.O.C.|ROC|Formosa", "VE": "Ven.", "VI": "V.I.|U.S.V.I.",
    "ZA": "S. Africa|So. Africa|S.A.", "GU": "Terr. of Guam",
}  # fmt: skip


def abbreviate(places: Mapping[str, PlaceRow]) -> None:
    """Give countries and divisions their short and full names, by their codes."""
    for table in (_SHORT, _FULL, _COUNTRIES):
        for code, names in table.items():
            places[code].say(Sense.STATED, split(names))
    for code, place in places.items():
        country, _, part = code.partition("-")
        if place.kind is not PlaceKind.DIVISION or country not in _KINDS:
            continue
        place.say(Sense.STATED, [f"{kind} {place.name}" for kind in _KINDS[country].split("|")])
        if country in _POSTAL:
            place.cased[Sense.STATED].add(part)
