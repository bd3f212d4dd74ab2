"""The short words that give a language away, and the letters beyond ASCII that it is written with."""

from __future__ import annotations

WORDS = {
    "en": "the of and to in a is for on with that by at from as was were it has have be been this which an its will said"
          " their are not also or year last per more than after between into had would they but up",
    "ru": "и в на с по из что как не для это от за до его она они был была были также при года году или к между год который"
          " о об том более чем этом со а составил млн млрд",
    "uk": "і в на з що до та не для це від за його вона вони був була були також при року році або між рік який про"
          " більше ніж у із й як цього становив",
    "tg": "ва дар ба аз ки ин бо барои он аст шуд мебошад буд соли сол байни тоҷикистон ҷумҳурии ҳам бештар то нисбат"
          " кард шудааст кишвар",
    "kk": "және мен бұл бойынша үшін да де бір жылы осы деп болды арасында туралы қазақстан еді ол жылдың артық бар"
          " пен бен жыл екі",
    "ky": "жана менен бул боюнча үчүн да бир жылы ушул деп болду ортосунда жөнүндө кыргызстан эле ал жылдын көп бар"
          " эки жыл болгон",
    "az": "və ilə bu üçün bir olan da də ki ilin ildə edib il görə kimi daha çox etmək sonra arasında azərbaycan olub"
          " isə deyib ölkə qədər",
    "uz": "va bilan bu uchun bir ham da yil yilda yilning boʻyicha o'zbekiston oʻzbekiston qilish edi boʻlgan bo'lgan"
          " bo‘yicha bo‘lgan o‘zbekiston hamda tomonidan o'rtasida mumkin"
          " ва билан учун бир ҳам йил йилда бўйича ўзбекистон бўлган ҳамда томонидан эди бўлди",
    "tr": "ve ile bu için bir olan da de ki yılında yıl göre gibi daha çok olarak sonra arasında türkiye oldu ise dedi"
          " kadar geçen ülke milyon dolar en",
    "tk": "we bilen bu üçin bir hem ýylda ýylyň boýunça türkmenistanyň türkmenistan arasynda boldy diýip has köp",
    "de": "der die das und in den von zu mit für auf im ist des dem ein eine nicht sich auch als wurde nach bei aus an"
          " hat werden zum zur über sind",
    "fr": "le la les de des et en du un une dans pour que qui sur par au avec est a ont plus ce aux été sont il son"
          " cette entre année",
    "es": "el la los las de del y en un una que por para con se al es su como más fue han ha entre sobre año lo este"
          " desde también son",
    "pt": "o a os as de do da dos das e em um uma que por para com no na se ao é mais foi entre sobre ano não são pela"
          " pelo também seu",
    "it": "il la lo gli le di del della dei e in un una che per con al si è più nel nella sono da stato anche tra anno"
          " alla ha come dal",
    "nl": "de het een van en in is op te dat voor met zijn aan door bij om ook als naar uit werd jaar meer dan niet",
    "pl": "i w na z do się że nie jest to o od po za przez oraz dla jak roku był była także ponad między ze jako",
    "ro": "și în de la cu pe un o din care este a pentru nu au fost mai prin al anul între sau după",
    "id": "yang dan di ke dari untuk dengan ini itu pada dalam tahun akan juga tidak telah sebesar antara oleh adalah",
    "vi": "và của là trong các có được cho với năm này một đã từ đến những về tại kim ngạch",
    "fa": "و در به از که این را با است برای آن شد سال یک بود های می کرد بین ایران تا کشور",
    "ar": "في من على إلى أن عن مع هذا التي الذي كما بين عام ما أو لا خلال قال هذه بعد وقد دولار",
}  # fmt: skip
LETTERS = {
    "en": "", "de": "äöüß", "fr": "àâæçéèêëîïôœùûüÿ", "es": "áéíñóúü¿¡", "pt": "áâãàçéêíóôõú", "it": "àèéìòù",
    "nl": "áéëïóöü", "pl": "ąćęłńóśźż", "ro": "ăâîșțşţ", "tr": "çğıöşüâîi̇", "az": "çəğıöşüi̇", "tk": "äçňöşüýž",
    "uz": "ўқғҳʻʼ", "vi": "", "id": "", "ru": "ё", "uk": "іїєґ", "tg": "ғӣқӯҳҷё", "kk": "әғқңөұүһі", "ky": "ңөү",
}  # fmt: skip
