"""Cleaning where a simple rule would go wrong: a doubtful line stays in the body. Written as `role | text`."""

from __future__ import annotations

import pytest

from tests.corpus.written_pages import page, read, roles

# What stands in the way of a simple rule. The comment over each says what.
PAGES = {
    "no head, a dek that ends in a full stop, a bare label": """
body     | Este huerto, plantado por doce familias en la ladera de la aldea, dio su primera cosecha en el otoño de 2023.
heading  | Una idea sencilla
body     | La señora Hoai contó que la idea nació en una reunión del barrio, cuando sobraban semillas y faltaban manos.
source   | Fuente
comments | Kommentar (0)
""",
    "a headline of a pasted text, without any other head": """
title    | Hội phụ nữ xã Yên Lãng giữ lại nghề đan cói

body     | Mỗi chiều, sân nhà văn hóa lại rộn tiếng cười của các bà, các chị ngồi bên những bó cói đã phơi khô.
body     | Theo bà Lành, nghề này nuôi được cả nhà trong những tháng nông nhàn.
source   | Nguồn: Báo Quảng Trị
""",
    "a headline that asks": """
title    | Who will mend the old sea wall?
body     | Nobody in Ninh Hai had an answer until the schoolteachers put the question to their classes last winter.
""",
    "a label glued to the agency's name": """
body     | Die Schule hat seit Montag wieder Strom, und die Kinder lesen bis in den Abend hinein.
source   | QuelleVNA
comments | Kommentar (0)
""",
    "label and address on two lines": """
body     | The ferry runs again every morning at six, and nobody has to walk around the bay any more.
source   | Source
source   | https://baoquangninh.vn/pha-chay-lai-3347020.html
comments | Comment (2)
""",
    "pictures in Markdown, their alt text with brackets, between source and comments": """
body     | Kedai kecil itu dibuka semula selepas banjir, dan jiran-jiran membantu mengecat dindingnya.
source   | Sumber: https://baoquangninh.vn/quan-nho-mo-lai-3347021.html

image    | ![[Foto] Bot nelayan pulang ke jeti (pagi)](https://pictures.example/a-jpg.webp)
image    | ![[Foto] Pasar pagi](https://pictures.example/b-jpg.webp)

comments | Komen (0)
""",
    "source and comments of a language that is not known, without an address": """
body     | Urte osoan lan egin dute eta orain etxe berria prest dago umeentzat.
source   | Iturria
comments | Iruzkinak (0)
""",
    "a body paragraph that begins like a source line": """
body     | The figures below were checked twice by the district statistics office before the meeting.
body     | Source: the office says that they were gathered in March, house by house, and that nothing was estimated.
body     | The next count is planned for the autumn, when the harvest is in and people are at home.
""",
    "a source under a table, with the text going on": """
body     | The number of households with clean water rose in all four communes of the district last year.
body     | Source: District statistics office
body     | By the end of next year the last two hamlets are to be connected as well, the chairman said.
""",
    "a quoted sentence after the source line of a text that has no foot": """
body     | The old ferryman has crossed the river for forty years, and he does not want to stop yet.
source   | Source: https://baoquangninh.vn/nguoi-lai-do-3347022.html
body     | “When the bridge is finished, I will cross it on foot,” he said.
""",
    "a short last sentence": """
body     | The women of the hamlet asked for one thing only when the delegation came to see the new kindergarten.
body     | More books.
""",
    "a score with (0)": """
body     | The two teams of the fishing villages met on the beach on Sunday in front of three hundred people.
body     | Cam Pha 2 - Uong Bi 1 (0)
body     | After the game both teams cleaned the beach together, as they do every year before the season begins.
""",
    "comments counted at the top of the page": """
title    | The night market moves to the harbour
comments | Comments (0)
body     | From next week the stalls will stand on the quay, where the wind blows the smoke out to sea.
body     | The traders had asked for it since the summer, when the old square became too small for them.
""",
    "a list in the text that counts nothing": """
body     | At the games of the commune the medals were shared out as follows, and nobody was sad about it.
body     | Gold medals (0)
body     | Silver medals (3)
body     | The gold medals are kept for next year, when the new running track will be finished at last.
""",
    "a caption printed twice, the first time without its credit": """
body     | The bakery opens at four in the morning, and the first loaves go to the hospital on the hill.
caption  | Mr. Hai takes the first loaves out of the oven
caption  | Mr. Hai takes the first loaves out of the oven. Photo: THU HA
body     | By seven all the shelves are empty, and the oven is lit again for the bread of the evening.
""",
    "a caption under a picture, and a paragraph under a picture": """
body     | Two hundred people came to the opening of the footbridge, many of them from the other bank.
image    | cau-di-bo-1.JPG
caption  | The footbridge on the morning of the opening
image    | cau-di-bo-2.JPG

body     | The youngest of them was four days old and slept through all of the speeches and the music.
""",
    "the dek repeated, the title repeated": """
site     | Vietnam.vn - Nền tảng quảng bá Việt Nam
title    | Un puente de bambú para la escuela
dek      | Cuarenta niños ya no tienen que rodear la montaña para llegar a clase.
byline   | Việt NamViệt Nam1/2/2024
title    | Un puente de bambú para la escuela
dek      | Cuarenta niños ya no tienen que rodear la montaña para llegar a clase.
body     | El puente mide treinta metros, y lo hicieron los padres con sus propias manos durante el verano.
""",
    "an appeal with an address at the end is no source": """
body     | Whoever wants to give a bicycle can bring it to the house of culture on any Saturday in May.
body     | More on the campaign and how to take part in it: https://quangninh.gov.vn/xe-dap-cho-em
""",
    "an address that leads elsewhere is no source": """
body     | Whoever wants to give a bicycle can bring it to the house of culture on any Saturday in May.
body     | Lihat juga: https://baoquangninh.vn/xe-dap-cho-em-3347030.html
body     | Facebook: https://www.facebook.example/xe-dap-cho-em
""",
    "a source line in brackets": """
body     | Whoever wants to give a bicycle can bring it to the house of culture on any Saturday in May.
source   | (Nguồn: TTXVN)
""",
    "prose that begins with the word for source": """
body     | Das Dorf hat seit diesem Sommer endlich wieder genug Wasser für alle Felder und alle Häuser.
body     | Quelle Bach hat Wasser für alle Dörfer
""",
    "a home page at the end is no source of an article": """
body     | Whoever wants to give a bicycle can bring it to the house of culture on any Saturday in May.
body     | Website: https://quangninh.gov.vn/
""",
    "other articles without comments or source": """
body     | The new library of the commune has two rooms, and one of them is kept quiet for those who learn.
related  | Tin liên quan
related  | Xã Đông Hải trồng thêm rừng phi lao
related  | Ngư dân được mùa cá cơm
""",
    "a footnote is no marker, a file's name in a sentence no picture": """
body     | The report counts 48 of 139 households, and it says in a note where the others have gone since then.
body     | [1]
body     | The photograph, filed as dsc0001.jpg, shows how the village looked before the flood of that year.
""",
}


@pytest.mark.parametrize("case", PAGES)
def test_doubtful_lines_stay_in_the_body(case: str) -> None:
    given, expected = page(PAGES[case])
    assert roles(read(given)) == expected
