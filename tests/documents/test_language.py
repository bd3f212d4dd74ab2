"""A sentence in each language, as news are written in it."""

from __future__ import annotations

import pytest

from karvan.documents.language import guess_language

SENTENCES = {
    "en": "Trade between the two countries reached $6.1 million in 2023, the customs committee said.",
    "ru": "Товарооборот между двумя странами составил 6,1 млн долларов, сообщает таможенный комитет.",
    "az": "Azərbaycan ilə Tacikistan arasında ticarət dövriyyəsi 6,1 milyon dollar olub.",
    "tg": "Гардиши савдои байни Тоҷикистон ва Озарбойҷон дар соли 2023 ба 6,1 миллион доллар баробар шуд.",
    "uz": "Oʻzbekiston va Qozogʻiston oʻrtasidagi savdo hajmi bu yilda 4 foizga oshgan va davom etmoqda.",
    "kk": "Қазақстан мен Қытай арасындағы тауар айналымы былтыр 41 миллиард долларға жетті.",
    "ky": "Кыргызстан менен Казакстандын ортосундагы соода жүгүртүү былтыр өстү деп билдирди өкмөт.",
    "tr": "Türkiye ile İran arasındaki ticaret hacmi geçen yıl yüzde on iki arttı ve 6 milyar dolara ulaştı.",
    "uk": "Товарообіг між Україною та Польщею торік становив десять мільярдів доларів, повідомляє Держстат.",
    "de": "Der Handel zwischen den beiden Ländern ist im vergangenen Jahr um vier Prozent gestiegen.",
    "fr": "Les échanges entre les deux pays ont atteint six millions de dollars en 2023, selon le ministère.",
    "es": "El comercio entre los dos países creció un cuatro por ciento en el año, según el ministerio.",
    "pt": "O comércio entre os dois países cresceu quatro por cento no ano passado, segundo o ministério.",
    "it": "Gli scambi tra i due paesi sono aumentati del quattro per cento nel 2023, secondo il ministero.",
    "zh": "中国与哈萨克斯坦的双边贸易额在2023年达到410亿美元。",
    "ja": "日本とカザフスタンの貿易額は2023年に20億ドルに達した。",
    "ko": "한국과 베트남의 교역액은 2023년에 794억 달러를 기록했다.",
    "ar": "بلغ حجم التبادل التجاري بين البلدين خمسة مليارات دولار في عام 2023.",
    "fa": "حجم تجارت بین ایران و ترکیه در سال گذشته به شش میلیارد دلار رسید.",
}


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_shows_its_language(language):
    assert guess_language(SENTENCES[language]) == language


def test_uzbek_is_known_in_both_scripts():
    assert guess_language("Ўзбекистон ва Қозоғистон ўртасидаги савдо ҳажми бу йилда ошди.") == "uz"


@pytest.mark.parametrize("text", ["", "   ", "12345", "6.1", "$$$", "xyzzy plugh"])
def test_what_shows_no_language_has_none(text):
    assert guess_language(text) is None


def test_an_english_text_with_names_in_another_script_stays_english():
    text = SENTENCES["en"] * 3 + " (Таджикистан, Азербайджан)"
    assert guess_language(text) == "en"
