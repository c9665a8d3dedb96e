"""Labels of dates in many languages: published, updated, or of something else."""

import re
from enum import Enum

_UPDATED = re.compile(
    r"\b(?:(?:last |latest )?(?:up-?dated?|modified|edited|revis(?:ed|ion)|changed|reviewed|"
    r"amended)|(?:zuletzt )?(?:aktualisiert|geändert|überarbeitet|bearbeitet)|"
    r"(?:letzte )?(?:änderung|aktualisierung)|stand|mise? à jour|modifiée?|màj|actualizad[oa]|"
    r"actualización|modificad[oa]|modifica|aggiornat[oa]|aggiornamento|modificat[oa]|"
    r"atualizad[oa]|atualização|alterado|bijgewerkt|gewijzigd|uppdatera[dt]|ändrad|op?pdatert|"
    r"opdateret|ændret|endret|päivitetty|muokattu|aktualizac\w+|zaktualizowan\w+|"
    r"aktualizov[aá]n\w*|aktualizácia|upraven\w+|frissítve|módosítva|actualizat\w*|обновл\w+|"
    r"измен[её]н\w*|оновлен\w+|актуализ\w+|обновена|промен\w+|ажурирано|ενημ[εέ]ρ\w+|"
    r"güncelle\w*|diperbarui|dikemas\w*|cập nhật|sửa|posodobljeno|ažurirano?|izmijenjen\w*|"
    r"atnaujint\w+|atjaunin\w+|uuendatud|muudetud|abgerufen|accessed|retrieved|"
    r"consult[ée]e?)(?![^\W_])|อัปเดต|อัพเดต|แก้ไข|수정|최종|更新|修改|修正|עודכן|עדכון|تحديث|معدل|"
    r"به ?روز|ویرایش|अपडेट|अद्यतन|আপডেট",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|publication|released?|issued|created|added|date|dated|written|filed|"
    r"submitted|uploaded|press release|veröffentlich\w+|erschienen|publiziert|erstellt|"
    r"eingestellt|verfasst|geschrieben|datum|\w*meldung vom|\w*mitteilung vom|"
    r"\w*information vom|artikel vom|beitrag vom|nachricht\w* vom|publiée?|parue?|postée?|"
    r"mise? en ligne|communiqué|rédigée?|publica[dt][oa]|publicación|publicação|fecha|"
    r"postad[oa]|creado|criado|pubblicat[oa]|pubblicazione|inserit[oa]|data|gepubliceerd|"
    r"geplaatst|publicera[dt]|skapad|publiceret|publisert|udgivet|oprettet|julkaistu|"
    r"opublikowan\w+|dodan[oey]|utworzon\w+|publikov[aá]n\w*|vydáno|zveřejněn\w*|vložen\w*|"
    r"přidáno|pridané|publikované|közzétéve|megjelen\w+|létrehozva|publicat\w*|postat|"
    r"опубликован\w+|размещен\w+|дата|создан\w*|добавлен\w*|опубліковано|публикуван\w+|δημοσ\w+|"
    r"ημερομηνία|yayın\w*|eklen\w*|tarih\w*|oluştur\w*|diterbitkan|dipublikasikan|diposting|"
    r"đăng|xuất bản|objavljen\w*|datum objave|paskelbt\w+|publicēts|avaldatud|"
    r"lisatud)(?![^\W_])|เผยแพร่|입력|등록|발행|승인|송고|게시|작성|发布|發布|发表|發表|公開|掲載|配信|投稿|作成|פורסם|תאריך|"
    r"نشر|تاريخ|تاریخ|منتشر|انتشار|ارسال|प्रकाशित|প্রকাশ",
    re.IGNORECASE,
)
# Words of days on which something else took place.
_OF_ANOTHER = re.compile(
    r"©|\(c\)|今日|今天|오늘|اليوم|\b(?:today|heute|aujourd\W?hui|hoy|oggi|hoje|сегодня|"
    r"copyright|born|died|joined|since|member since|registered|deadline|due|"
    r"expires?|valid|starts?|begins?|ends?|until|from|between|event|concert|version|effective|"
    r"geboren|gestorben|seit|mitglied seit|registriert|dabei seit|gültig|ab|bis|termin|"
    r"veranstaltung|konzert|né|née|depuis|inscrit|jusqu\w*|desde|hasta|nacid[oa]|registrad[oa]|"
    r"evento|dal|dall|fino|scadenza|nato|nata|iscritto|регистрация|зарегистрирован|родился|"
    r"conference|meeting)(?![^\W_])",
    re.IGNORECASE,
)


class Label(Enum):
    """What the words beside a date say of it."""

    PUBLISHED = "published"
    UPDATED = "updated"
    ANOTHER = "another"
    NONE = ""


def label_of(words: str) -> Label | None:
    """What the last label among the words says, None for none."""
    found = [
        (match.end(), label)
        for label, pattern in (
            (Label.PUBLISHED, _PUBLISHED),
            (Label.UPDATED, _UPDATED),
            (Label.ANOTHER, _OF_ANOTHER),
        )
        for match in pattern.finditer(words)
    ]
    return max(found, key=lambda one: one[0])[1] if found else None
