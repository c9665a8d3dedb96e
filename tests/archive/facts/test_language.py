import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.facts.language import detect, parse_language

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


@pytest.mark.parametrize("text", ["", "Too short", "1,204 3.50 22/7 — 17% 480 " * 30])
def test_no_language_is_told_where_there_are_too_few_letters(text):
    assert detect(text) is None


FIGURES = "Shr 34 cts vs 1.19 dlrs\nNet 807,000 vs 2,858,000\nRevs 510.2 mln vs 623.7 mln " * 3


@pytest.mark.parametrize(
    "text", [FIGURES, "ᚠᛇᚻ᛫ᛒᛦᚦ᛫ᚠᚱᚩᚠᚢᚱ᛫ᚠᛁᚱᚪ᛫ᚷᛖᚻᚹᛦᛚᚳᚢᛗ", "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ ᠦᠨ ᠶᠣᠰᠤ ᠪᠠᠷ"]
)
def test_no_language_is_told_below_the_confidence_or_in_a_script_that_is_not_known(text):
    assert detect(text) is None


def test_a_few_words_of_another_script_do_not_tell_the_language():
    assert detect(TEXTS["my"] + " Reuters, Associated Press") == "my"
    assert detect(TEXTS["en"] + " (ဆိပ်ကမ်း)") == "en"


STATED = {
    "en": "en",
    "EN": "en",
    "en-GB": "en-GB",
    "zh-Hant-TW": "zh-Hant-TW",
    "ZH-Hans": "zh-Hans",
    "English": "en",
    " korean ": "ko",
    "Simplified Chinese": "zh-Hans",
    "Spanish": "es",
}


@pytest.mark.parametrize(("stated", "tag"), STATED.items())
def test_a_language_is_known_by_its_tag_or_its_name(stated, tag):
    assert parse_language(stated) == tag


@pytest.mark.parametrize("stated", ["", "-", "n/a", "Klingonese", "the local one", "en-", "12"])
def test_what_is_no_language_is_not_known(stated):
    assert parse_language(stated) is None


@given(st.text())
def test_anything_can_be_asked(text):
    assert detect(text) is None or len(detect(text)) in {2, 3}
    assert parse_language(text) is None or parse_language(parse_language(text))
