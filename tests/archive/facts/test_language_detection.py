import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.facts.language_detection import _script, detect, paragraph_languages

TEXTS = {
    "en": "The ferry runs again from Monday, the harbor office said.",
    "ko": "항만 사무소는 월요일부터 배가 다시 다닌다고 밝혔다. 요금은 그대로다.",
    "zh": "港务局表示，渡轮将于周一恢复运营，票价保持不变，码头也已经修好。",
    "es": "El transbordador vuelve a navegar desde el lunes, dijo la oficina del puerto.",
    "ar": "قال مكتب الميناء إن العبارة ستعود إلى العمل ابتداء من يوم الاثنين.",
    "ru": "Паром снова ходит с понедельника, сообщили в управлении порта.",
    "th": "สำนักงานท่าเรือกล่าวว่าเรือข้ามฟากจะกลับมาให้บริการอีกครั้งในวันจันทร์",
    "my": "သင်္ဘောသည် တနင်္လာနေ့မှစ၍ ပြန်လည်ပြေးဆွဲမည်ဟု ဆိပ်ကမ်းရုံးက ပြောသည်။",
    "yue": "港務局話渡輪由禮拜一起會再開，佢哋嘅票價冇變，碼頭都已經整好咗喇。",
    "km": "ការិយាល័យកំពង់ផែបាននិយាយថា សាឡាងនឹងដំណើរការឡើងវិញចាប់ពីថ្ងៃចន្ទ។",
    "lo": "ຫ້ອງການທ່າເຮືອກ່າວວ່າ ເຮືອຂ້າມຟາກຈະກັບມາແລ່ນອີກໃນວັນຈັນ.",
    "bo": "གྲུ་ཁའི་ལས་ཁུངས་ཀྱིས་གཟའ་ཟླ་བ་ནས་གྲུ་གཟིངས་སླར་ཡང་འགྲོ་རྒྱུ་ཡིན་ཞེས་བཤད།",
    "ug": "پورت ئىدارىسى پاراخوتنىڭ دۈشەنبە كۈنىدىن باشلاپ يەنە قاتنايدىغانلىقىنى ئېيتتى.",
    "vi": "Văn phòng cảng cho biết phà sẽ chạy lại từ thứ Hai, giá vé không thay đổi.",
    "ja": "港湾事務所によると、フェリーは月曜日から再び運航し、運賃は据え置かれる。",
    "fa": "دفتر بندر گفت که کشتی از روز دوشنبه دوباره حرکت می‌کند و بهای بلیت تغییر نکرده است.",
    "ur": "بندرگاہ کے دفتر نے کہا کہ کشتی پیر سے دوبارہ چلے گی اور کرایہ وہی رہے گا۔",
    "ps": "د بندر دفتر وویل چې کښتۍ به د دوشنبې له ورځې بیا روانه شي او د ټکټ بیه نه ده بدله شوې.",
    "el": "Το γραφείο του λιμανιού ανακοίνωσε ότι το πλοίο ξεκινά πάλι από τη Δευτέρα.",
    "he": "משרד הנמל הודיע כי המעבורת תשוב לפעול ביום שני ומחיר הכרטיס לא ישתנה.",
    "hi": "बंदरगाह कार्यालय ने कहा कि नौका सोमवार से फिर चलेगी और किराया वही रहेगा।",
    "bn": "বন্দর অফিস জানিয়েছে, সোমবার থেকে ফেরি আবার চলবে এবং ভাড়া একই থাকবে।",
    "ta": "திங்கட்கிழமை முதல் படகு மீண்டும் ஓடும் என்று துறைமுக அலுவலகம் தெரிவித்தது.",
    "am": "የወደብ ቢሮው ጀልባው ከሰኞ ጀምሮ እንደገና እንደሚሠራ አስታወቀ።",
    "ti": "ቤት ጽሕፈት ወደብ ጃልባ ካብ ሰኑይ ጀሚራ ከም ብሓድሽ ክትሰርሕ ምዃና ኣፍሊጡ ኣሎ።",
    "ka": "პორტის ოფისმა განაცხადა, რომ ბორანი ორშაბათიდან ისევ იმუშავებს.",
    "hy": "Նավահանգստի գրասենյակը հայտնեց, որ լաստանավը կրկին կաշխատի երկուշաբթիից։",
    "uk": "Управління порту повідомило, що пором знову курсує з понеділка.",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_the_language_of_a_text_is_told(language, text):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "Ok", "Too short", "1,204 3.50 22/7 — 17% 480 " * 30])
def test_no_language_is_told_where_there_are_too_few_letters(text):
    assert detect(text) is None


HEADLINES = {
    "북한 미사일 발사": "ko",
    "北, 동해로 미사일 발사": "ko",
    "円安加速、輸出企業好調": "ja",
    "大阪駅前再開発計画発表": "ja",
    "颱風逼近臺灣 明天停班停課": "zh",
    "中国外交部发言人举行记者会": "zh",
    "啲市民話唔知點解": "yue",
    "ປະທານປະເທດລາວ": "lo",
    "រដ្ឋមន្ត្រី": "km",
    "བོད་མི": "bo",
    "ဝန်ကြီးချုပ်": "my",
    # Burmese in Zawgyi's encoding.
    "ျမန္မာႏိုင္ငံတြင္ ေရႀကီးမႈေၾကာင့္": "my",
    "ئۇيغۇر ئاپتونوم رايونىدا يەر تەۋرەش": "ug",
    "رئیس جمهور ایران وارد مسکو شد": "fa",
    "الرئيس المصري يصل إلى موسكو": "ar",
    "وزیراعظم آج لاہور پہنچیں گے": "ur",
    "سەرۆکی حکومەت دەڵێت کارەکان دەست پێدەکەنەوە": "ckb",
    "मुख्यमंत्र्यांनी आज विधानसभेत भाषण केले आहे": "mr",
    "प्रधानमन्त्रीले आज संसदमा भाषण गरे": "ne",
    "שָׁלוֹם עֲלֵיכֶם אמר ראש הממשלה": "he",
    "דער פרעמיער האט געזאגט אז די שיף פארט": "yi",
    "Phà chạy lại từ thứ Hai": "vi",
    "FERRY SERVICE RESUMES AFTER STORM": "en",
    "FÄHRE FÄHRT WIEDER NACH STURM": "de",
    "Statsministern säger att färjorna går igen": "sv",
    "Statsministeren siger, at færgerne sejler igen fra mandag": "da",
    "Premiér povedal, že kompa bude opäť premávať": "sk",
    "Polis menahan dua lelaki kerana mencuri kereta": "ms",
    "Polisi menangkap dua pria karena mencuri mobil": "id",
    "Премиерът каза, че фериботът ще тръгне отново": "bg",
    "Прем’єр сказав, що пором знову курсує": "uk",
    "Ђоковић победио у финалу": "sr",
    "Dòmhnall agus Màiri a’ seòladh a-rithist Diluain": "gd",
    "Jirgin ruwa zai sake tashi ranar Litinin": "ha",
}


@pytest.mark.parametrize(("headline", "language"), HEADLINES.items())
def test_the_language_of_a_headline_is_told(headline, language):
    assert detect(headline) == language


@pytest.mark.parametrize(
    "headline",
    [
        "Haus",
        "OPEC",
        "東京大学",
        "Đoković",
        "Müller, Schmidt, García, Rossi, Novák, Kowalski, Nagy, Popescu",
        "Kim Jong Un, Choe Ryong Hae, Pak Pong Ju, Ri Yong Ho",
        "Real Madrid 3 Bayern Munich 2; Inter 1 Porto 0; Ajax 2 Celtic 2",
        "AAPL 189.20 +1.2 MSFT 402.11 -0.3 GOOG 141.80 NVDA 702.00",
        "Samsung 전자, Galaxy S24 Ultra 공개",
        # Hawaiian, Samoan and Chuvash, which nobody taught it.
        "Ua hoʻomaka hou ka moku i ka Pōʻakahi",
        "O le a toe amata le vaa i le Aso Gafua",
        "Паром тунтикунран пуçласа каллех ҫӳреме тытӑнать",
    ],
)
def test_no_language_is_told_of_names_of_figures_and_of_what_is_unknown(headline):
    assert detect(headline) is None


def test_paragraphs_in_another_script_have_a_language_of_their_own():
    en, ko, my = (TEXTS[language] for language in ("en", "ko", "my"))
    assert paragraph_languages([en, ko, "1,204", my, en], "en") == ("en", "ko", "en", "my", "en")
    assert paragraph_languages([ko, en, ko], "ko") == ("ko", "en", "ko")
    assert paragraph_languages([en, en], "de-AT") == ("de-AT", "de-AT")
    assert paragraph_languages([ko, "東京"], "ko-KR") == ("ko-KR", "ko-KR")
    assert paragraph_languages([TEXTS["ja"], "東京大学"], "ja") == ("ja", "ja")
    assert paragraph_languages([ko, en], None) == ("ko", "en")
    assert paragraph_languages([ko, "Reuters"], "ko") == ("ko", None)
    # In none of the tables: the script that most paragraphs are in is its own.
    lb = "D’Fähr fiert erëm, sot d’Hafeverwaltung."
    assert paragraph_languages([lb, ko, lb], "lb") == ("lb", "ko", "lb")
    assert paragraph_languages([], "en") == ()


FIGURES = "Shr 34 cts vs 1.19 dlrs\nNet 807,000 vs 2,858,000\nRevs 510.2 mln vs 623.7 mln " * 3


@pytest.mark.parametrize(
    "text", [FIGURES, "ᚠᛇᚻ᛫ᛒᛦᚦ᛫ᚠᚱᚩᚠᚢᚱ᛫ᚠᛁᚱᚪ᛫ᚷᛖᚻᚹᛦᛚᚳᚢᛗ", "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ ᠦᠨ ᠶᠣᠰᠤ ᠪᠠᠷ"]
)
def test_no_language_is_told_below_the_confidence_or_in_a_script_that_is_not_known(text):
    assert detect(text) is None


def test_a_few_words_of_another_script_do_not_tell_the_language():
    assert detect(TEXTS["my"] + " Reuters, Associated Press") == "my"
    assert detect(TEXTS["en"] + " (ဆိပ်ကမ်း)") == "en"


@given(st.text())
def test_anything_can_be_asked(text):
    assert detect(text) is None or len(detect(text)) in {2, 3}


@given(st.lists(st.text(), max_size=4), st.sampled_from([None, "en", "ko", "sr", "zh-Hant", "mn"]))
def test_every_paragraph_has_an_answer(paragraphs, language):
    assert len(paragraph_languages(paragraphs, language)) == len(paragraphs)


@given(st.text(st.characters(max_codepoint=0x24F) | st.sampled_from("—“”‘’…ạệ"), max_size=20))
def test_latin_letters_and_signs_are_of_latin_script_without_a_count(text):
    assert _script(text) == ("Latn" if any(map(str.isalpha, text)) else "")
    assert _script(f"{text}한국어 한국어 한국어") in {"Latn", "Hang"}
