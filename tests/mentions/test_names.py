"""Names of models and movements in many languages: by the word that governs a quote, wherever the language puts it.

Each row is a sentence of our own with the names that must be found in it, in order. Rows with nothing to find hold what
looks like a name: mottoes, speech, products, scare quotes.
"""

from __future__ import annotations

import pytest

from tracuu.mentions.find import find
from tracuu.mentions.known import compile_names
from tracuu.records import Mark, Role

NOTHING_KNOWN = compile_names(())


def names(lang: str, text: str) -> list[str]:
    found = find(text, [Mark(0, len(text), Role.BODY)], lang, NOTHING_KNOWN)
    return [one.surface for one in found if one.kinds[0] in {"model", "movement"}]


BESIDE_ITS_WORD = [
    ("vi", "Thôn Đông duy trì mô hình “Tủ sách đầu làng” từ năm 2022.", ["Tủ sách đầu làng"]),
    ("vi", "Mô hình Tổ liên gia “4 cùng” được nhân rộng.", ["4 cùng"]),
    ("vi", 'Hội Phụ nữ phát động phong trào thi đua "Mỗi ngõ một vườn hoa".', ["Mỗi ngõ một vườn hoa"]),
    (
        "vi",
        "Các mô hình: “Đèn sáng ngõ quê”; “Loa truyền thanh xóm” đều hiệu quả.",
        ["Đèn sáng ngõ quê", "Loa truyền thanh xóm"],
    ),
    ("vi", "MÔ HÌNH “NHÀ SẠCH NGÕ ĐẸP” Ở XÃ MỚI", ["NHÀ SẠCH NGÕ ĐẸP"]),
    ("vi", "Cuộc vận động mang tên “Áo ấm vùng cao” kéo dài ba tháng.", ["Áo ấm vùng cao"]),
    ("vi", "Nhân rộng mô hình điểm về nuôi trồng thủy sản “Ao chung, lãi riêng”.", ["Ao chung, lãi riêng"]),
    ("en", 'The village keeps the "Village Bookcase" model alive.', ["Village Bookcase"]),
    # a language that is read by the words of a relative, with its own article glued to the word
    ("mk", "Моделот „Селска полица“ расте.", ["Селска полица"]),
    ("en", "Women launched the emulation movement “One lane, one garden”.", ["One lane, one garden"]),
    ("en", "the ‘Lantern Lane’ self-management model spread", ["Lantern Lane"]),
    (
        "en",
        'models such as "Lantern Lane", "Warm Coat" and "4 togethers"',
        ["Lantern Lane", "Warm Coat", "4 togethers"],
    ),
    ("en", 'the "Lantern Lane" and "Warm Coat" models', ["Lantern Lane", "Warm Coat"]),
    ("en", 'a campaign called "Warm Coats for the Highlands" began', ["Warm Coats for the Highlands"]),
    ("en", '"Lantern Lane" is one of the models that spread.', ["Lantern Lane"]),
    ("en", 'The "Lantern Lane," a model of the Women\'s Union, spread.', ["Lantern Lane"]),
    ("es", 'El modelo "Estantería del pueblo" funciona desde 2022.', ["Estantería del pueblo"]),
    ("es", "el modelo de grupo interfamiliar «4 juntos» se extendió", ["4 juntos"]),
    ("es", "el movimiento de emulación “Un callejón, un jardín”", ["Un callejón, un jardín"]),
    ("es", "un modelo llamado «Callejón iluminado» en la aldea", ["Callejón iluminado"]),
    (
        "pt",
        "o modelo “Estante da aldeia” e o movimento «Um beco, um jardim»",
        ["Estante da aldeia", "Um beco, um jardim"],
    ),
    (
        "pt",
        "os modelos “Beco iluminado”, “Casaco quente” e “4 juntos”",
        ["Beco iluminado", "Casaco quente", "4 juntos"],
    ),
    ("fr", "Le modèle « Bibliothèque du village » fonctionne.", ["Bibliothèque du village"]),
    ("fr", "le mouvement d'émulation « Une ruelle, un jardin »", ["Une ruelle, un jardin"]),
    ("fr", "des modèles tels que “Ruelle éclairée” et “Manteau chaud”", ["Ruelle éclairée", "Manteau chaud"]),
    (
        "it",
        "il modello “Scaffale del villaggio” e la campagna «Cappotti caldi»",
        ["Scaffale del villaggio", "Cappotti caldi"],
    ),
    (
        "ro",
        "Modelul „Raftul satului” funcționează; mișcarea de emulare „O alee, o grădină”",
        ["Raftul satului", "O alee, o grădină"],
    ),
    ("de", "Das Modell „Dorfregal“ besteht seit 2022.", ["Dorfregal"]),
    ("de", "Das »Laternengassen«-Modell und die „Vier Gemeinsam“-Bewegung", ["Laternengassen", "Vier Gemeinsam"]),
    ("de", "die Wettbewerbsbewegung „Eine Gasse, ein Garten“", ["Eine Gasse, ein Garten"]),
    ("nl", "Het model ‘Dorpsboekenkast’ en de “Lantaarnsteeg”-beweging", ["Dorpsboekenkast", "Lantaarnsteeg"]),
    ("nl", 'het "Warme Jas" model', ["Warme Jas"]),
    ("nb", "Modellen «Bygdas bokhylle» og «4 sammen»-modellen", ["Bygdas bokhylle", "4 sammen"]),
    ("nb", "emuleringsbevegelsen «Ett smau, én hage»", ["Ett smau, én hage"]),
    ("da", 'Modellen »Landsbyens bogreol« og "Lanternegyden"-bevægelsen', ["Landsbyens bogreol", "Lanternegyden"]),
    ("sv", "Modellen ”Byns bokhylla” och ”Varm rock”-rörelsen", ["Byns bokhylla", "Varm rock"]),
    (
        "fi",
        "”Kylän kirjahylly” -malli ja ”Yksi kuja, yksi puutarha” -kilpailuliike",
        ["Kylän kirjahylly", "Yksi kuja, yksi puutarha"],
    ),
    ("fi", "Kunta otti käyttöön mallin ”Lyhtykuja”.", ["Lyhtykuja"]),
    (
        "pl",
        "Model „Wiejska półka” działa; ruch „Jedna uliczka, jeden ogród”",
        ["Wiejska półka", "Jedna uliczka, jeden ogród"],
    ),
    (
        "cs",
        "Model „Vesnická polička“ funguje a hnutí „Jedna ulička, jedna zahrada“ také",
        ["Vesnická polička", "Jedna ulička, jedna zahrada"],
    ),
    ("sk", "Model „Dedinská polička“ funguje", ["Dedinská polička"]),
    ("hu", "A „Falusi könyvespolc” modellt három éve vezették be.", ["Falusi könyvespolc"]),
    ("hu", "az „Egy köz, egy kert” elnevezésű mozgalom", ["Egy köz, egy kert"]),
    (
        "ru",
        "Модель «Сельская полка» работает, как и движение «Один переулок — один сад».",
        ["Сельская полка", "Один переулок — один сад"],
    ),
    ("ru", "в рамках движения соревнования «Тёплое пальто»", ["Тёплое пальто"]),
    (
        "uk",
        "Модель «Сільська полиця» і рух «Один провулок — один сад»",
        ["Сільська полиця", "Один провулок — один сад"],
    ),
    (
        "bg",
        "Моделът „Селска библиотека“ и движението „Една уличка, една градина“",
        ["Селска библиотека", "Една уличка, една градина"],
    ),
    (
        "el",
        "Το μοντέλο «Ράφι του χωριού» και το κίνημα «Ένα σοκάκι, ένας κήπος»",
        ["Ράφι του χωριού", "Ένα σοκάκι, ένας κήπος"],
    ),
    (
        "tr",
        "“Köy Kitaplığı” modeli yayılıyor; “Bir sokak, bir bahçe” hareketi de öyle.",
        ["Köy Kitaplığı", "Bir sokak, bir bahçe"],
    ),
    ("tr", "“Fenerli Sokak” adlı örnek model", ["Fenerli Sokak"]),
    ("id", 'Model "Rak Buku Desa" dan gerakan "Satu gang, satu taman"', ["Rak Buku Desa", "Satu gang, satu taman"]),
    ("ms", "model Pasukan Antara Keluarga “4 bersama”", ["4 bersama"]),
    ("ms", "gerakan emulasi “Satu lorong, satu taman”", ["Satu lorong, satu taman"]),
    (
        "ar",
        'نموذج «رف كتب القرية» وحركة المحاكاة "زقاق واحد، حديقة واحدة"',
        ["رف كتب القرية", "زقاق واحد، حديقة واحدة"],
    ),
    ("fa", 'مدل «قفسه کتاب روستا» و جنبش تقلیدی "یک کوچه، یک باغ"', ["قفسه کتاب روستا", "یک کوچه، یک باغ"]),
    ("fa", "مدل‌های «کوچه فانوس» و «کت گرم»", ["کوچه فانوس", "کت گرم"]),
    (
        "ur",
        '"گاؤں کی کتابوں کی الماری" ماڈل اور "ایک گلی، ایک باغ" تحریک',
        ["گاؤں کی کتابوں کی الماری", "ایک گلی، ایک باغ"],
    ),
    ("he", 'המודל "מדף הספרים של הכפר" והתנועה "סמטה אחת, גינה אחת"', ["מדף הספרים של הכפר", "סמטה אחת, גינה אחת"]),
    (
        "hi",
        "“गाँव की किताबों की अलमारी” मॉडल और “एक गली, एक बगीचा” आंदोलन",
        ["गाँव की किताबों की अलमारी", "एक गली, एक बगीचा"],
    ),
    ("bn", "“গ্রামের বইয়ের তাক” মডেল এবং “এক গলি, এক বাগান” আন্দোলন", ["গ্রামের বইয়ের তাক", "এক গলি, এক বাগান"]),
    ("th", "โมเดล “ชั้นหนังสือหมู่บ้าน” และขบวนการแข่งขัน “หนึ่งซอย หนึ่งสวน”", ["ชั้นหนังสือหมู่บ้าน", "หนึ่งซอย หนึ่งสวน"]),
    ("lo", "ຕົວແບບ “ຕູ້ປຶ້ມບ້ານ” ແລະ ຂະບວນການແຂ່ງຂັນ “ໜຶ່ງຮ່ອມ ໜຶ່ງສວນ”", ["ຕູ້ປຶ້ມບ້ານ", "ໜຶ່ງຮ່ອມ ໜຶ່ງສວນ"]),
    ("km", "គំរូ “ធ្នើសៀវភៅភូមិ” និងចលនាប្រឡងប្រណាំង “ច្រកមួយ សួនមួយ”", ["ធ្នើសៀវភៅភូមិ", "ច្រកមួយ សួនមួយ"]),
    ("my", "“ရွာစာအုပ်စင်” မော်ဒယ်နှင့် “တစ်လမ်း တစ်ဥယျာဉ်” လှုပ်ရှားမှု", ["ရွာစာအုပ်စင်", "တစ်လမ်း တစ်ဥယျာဉ်"]),
    ("zh", "该社保持“村头书柜”模式，并开展“一巷一花园”竞赛运动。", ["村头书柜", "一巷一花园"]),
    ("zh-Hant", "該社開展「一巷一花園」運動，推廣名為「村頭書櫃」的模式。", ["一巷一花園", "村頭書櫃"]),
    (
        "ja",
        "「村の本棚」モデルと「一つの路地に一つの庭」という競争運動が広がった。",
        ["村の本棚", "一つの路地に一つの庭"],
    ),
    ("ko", "“마을 책장” 모델과 ‘골목마다 꽃밭’ 경쟁 운동을 펼쳤다.", ["마을 책장", "골목마다 꽃밭"]),
    # Lists: with articles, with nothing but spaces, with numbers alone.
    ("hu", "a „Zöld vasárnap”, a „Malacpersely” és az „5+1” modellek", ["Zöld vasárnap", "Malacpersely", "5+1"]),
    ("th", "โมเดลต่างๆ เช่น “วันอาทิตย์สีเขียว” “กระปุกออมสิน” และ “5+1”", ["วันอาทิตย์สีเขียว", "กระปุกออมสิน", "5+1"]),
    ("zh", "推广“绿色星期日”“小猪存钱罐”和“5+1”等模式。", ["绿色星期日", "小猪存钱罐", "5+1"]),
    ("my", "“အစိမ်းရောင်တနင်္ဂနွေ”၊ “ဝက်စုဘူး” နှင့် “၅+၁” မော်ဒယ်များ", ["အစိမ်းရောင်တနင်္ဂနွေ", "ဝက်စုဘူး", "၅+၁"]),
    ("he", 'המודלים "יום ראשון הירוק", "קופת חיסכון" ו"5+1"', ["יום ראשון הירוק", "קופת חיסכון", "5+1"]),
    ("ar", 'حركتي "التعليم الجيد" و"المرأة المبدعة"', ["التعليم الجيد", "المرأة المبدعة"]),
    ("es", "El modelo, que se llama «Banco de semillas», funciona.", ["Banco de semillas"]),
    # A way or a team is a model when its name begins with a number.
    ("vi", "Đoàn xã lập đội “4 nhanh”; nhờ cách làm “3+2”, thôn sạch.", ["4 nhanh", "3+2"]),
    ("nb", "«4 pluss 1»-metoden virker", ["4 pluss 1"]),
    ("ru", "отряд «4 быстрых»", ["4 быстрых"]),
    # What stands in brackets between does not part them.
    ("ja", "「3つの約束」（時間、場所、人の約束）というモデルを作った。", ["3つの約束"]),
    ("vi", "mô hình “Nhà sạch” với tên gọi “Ngày chủ nhật xanh”", ["Nhà sạch", "Ngày chủ nhật xanh"]),
    # Said to be a model.
    ("en", '"Warm Coat" has become one of the most effective models.', ["Warm Coat"]),
    ("vi", "“Áo ấm” là một trong những mô hình hiệu quả.", ["Áo ấm"]),
    ("es", "«Abrigo cálido» es uno de los modelos más eficaces.", ["Abrigo cálido"]),
    ("nb", "«Varm frakk» er en av de typiske modellene.", ["Varm frakk"]),
    # A word names one thing: what stands on its other side is not named by it.
    ("en", 'the "Warm Coat" model of the "Sisters" union', ["Warm Coat"]),
    ("ko", "“따뜻한 외투” 모델이 ‘황금 빗자루’ 상을 받았다.", ["따뜻한 외투"]),
    ("fi", "”Lämmin takki” -malli sai ”Kultainen luuta” -palkinnon.", ["Lämmin takki"]),
    ("hu", "A „Meleg kabát” modell elnyerte az „Aranyseprű” díjat.", ["Meleg kabát"]),
    # A language without a file of its own.
    (
        "ca",
        "el model «Prestatge del poble» i el moviment «Un carreró, un jardí»",
        ["Prestatge del poble", "Un carreró, un jardí"],
    ),
]


@pytest.mark.parametrize(("lang", "text", "expected"), BESIDE_ITS_WORD)
def test_a_name_stands_beside_its_word(lang: str, text: str, expected: list[str]) -> None:
    assert names(lang, text) == expected


NO_NAMES = [
    ("vi", "Hoạt động theo phương châm “Dân cần, cán bộ có mặt”."),
    ("vi", "Sản phẩm “Mật ong rừng tràm” đạt 4 sao."),
    ("vi", "“Mô hình này rất thiết thực”, bà Lan nói."),
    ("vi", "Nhờ mô hình, các “hộ nghèo” đã có việc làm."),
    ("vi", "Phong trào với khẩu hiệu “Sạch từ nhà ra ngõ”."),
    ("vi", "Đơn vị đạt danh hiệu thi đua “Tập thể xuất sắc”."),
    ("vi", "Cuộc thi “Tiếng hát đồng quê” sôi nổi."),
    ("en", 'The movement works under the motto "Clean from house to lane".'),
    ("en", '"This model is very practical," Ms Lan said.'),
    ("en", 'Thanks to the model, the "poor households" found work.'),
    ("en", 'The model has won the "hearts" of villagers.'),
    ("en", 'The product "Melaleuca Honey" won four stars.'),
    ("en", 'He wrote the song "Country Voices" for the show "Sunday".'),
    ("en", "The campaign helped families who were 'left behind' by the flood."),
    ("en", 'the "Red River" team and the "Group of 77" club'),
    ("en", 'The car model "Zephyr" and the role model "Auntie Lan".'),
    ("en", 'the movement\'s "golden years" and a model "citizen"'),
    ("en", 'the model "is effective for the people", she said'),
    ("de", "das Geschäftsmodell „Plattform“"),
    ("es", 'El movimiento, bajo el lema "Limpio desde la casa", crece.'),
    ("es", 'El producto "Miel de melaleuca" ganó cuatro estrellas.'),
    ("es", 'El modelo ayuda a los "hogares pobres".'),
    ("pt", "sob o lema “Limpo desde casa” do movimento"),
    ("fr", "Le mouvement a pour devise « Propre dès la maison »."),
    ("fr", "« Ce modèle est très utile », a déclaré Mme Lan."),
    ("it", "con il motto “Pulito da casa”"),
    ("ro", "sub deviza „Curat de acasă”"),
    ("de", "Die Bewegung unter dem Motto „Sauber ab Haus“ wächst."),
    ("de", "„Dieses Modell ist sehr nützlich“, sagte Frau Lan."),
    ("nl", "onder het motto ‘Schoon vanaf huis’"),
    ("nb", "Bevegelsen under mottoet «Rent fra huset» vokser."),
    ("da", "under mottoet »Rent fra huset«"),
    ("sv", "under mottot ”Rent från huset”"),
    ("fi", "tunnuslauseella ”Puhdasta kotoa”"),
    ("pl", "pod hasłem „Czysto od domu”"),
    ("cs", "pod heslem „Čisto od domu“"),
    ("hu", "a „Tisztán otthonról” jelszóval"),
    ("ru", "под девизом «Чисто от дома»"),
    ("ru", "Продукт «Мёд мелалеуки» получил четыре звезды."),
    ("uk", "під гаслом «Чисто від дому»"),
    ("bg", "под мотото „Чисто от дома“"),
    ("el", "με σύνθημα «Καθαρά από το σπίτι»"),
    ("tr", "“Evden temiz” sloganıyla"),
    ("id", 'dengan moto "Bersih dari rumah"'),
    ("ms", 'di bawah cogan kata "Bersih dari rumah"'),
    ("ar", 'تحت شعار "نظيف من البيت"'),
    ("fa", "تحت شعار «پاکیزه از خانه»"),
    ("ur", '"گھر سے صفائی" کے نعرے کے تحت'),
    ("he", 'תחת הסיסמה "נקי מהבית"'),
    ("hi", "“घर से सफाई” के नारे के साथ"),
    ("bn", "“ঘর থেকে পরিচ্ছন্ন” স্লোগানে"),
    ("th", "ภายใต้คำขวัญ “สะอาดจากบ้าน”"),
    ("lo", "ພາຍໃຕ້ຄຳຂວັນ “ສະອາດຈາກເຮືອນ”"),
    ("km", "ក្រោមបាវចនា “ស្អាតពីផ្ទះ”"),
    ("my", "“အိမ်မှ သန့်ရှင်း” ဆောင်ပုဒ်ဖြင့်"),
    ("zh", "以“从家里干净起”为口号"),
    ("ja", "「家からきれいに」をスローガンに"),
    ("ko", "“집에서부터 깨끗하게”라는 구호 아래"),
    ("ja", "「このモデルはとても実用的です」とランさんは述べた。"),
    ("ko", "“이 모델은 매우 실용적이다”라고 말했다."),
]


@pytest.mark.parametrize(("lang", "text"), NO_NAMES)
def test_what_another_word_governs_is_no_name(lang: str, text: str) -> None:
    assert names(lang, text) == []
