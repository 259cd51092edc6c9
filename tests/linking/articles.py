"""Articles for tests of linking: events told in several languages, and a second paper's own words on one of them."""

from __future__ import annotations

from typing import Any

from tests.corpus.drafts import draft
from tracuu.records import Draft

BRIDGE = {
    "en": """Bridge over the Tamber opens after 14 months
        The new bridge at Kilmorran carried its first 320 lorries on Tuesday.
        Engineer Oona Farrelly said the 412 metre span cost 67.5 million euros.
        The old ferry had taken 45 minutes since 1958.
        Mayor Declan Sweeney planted 26 oaks beside the northern ramp.
        Buses of the Galvoy line will cross every 20 minutes from 3 May.""",
    "es": """El puente sobre el Tamber se abre tras 14 meses
        El nuevo puente de Kilmorran soportó el martes sus primeros 320 camiones.
        La ingeniera Oona Farrelly dijo que el tramo de 412 metros costó 67,5 millones de euros.
        El viejo transbordador tardaba 45 minutos desde 1958.
        El alcalde Declan Sweeney plantó 26 robles junto a la rampa norte.
        Los autobuses de la línea Galvoy cruzarán cada 20 minutos desde el 3 de mayo.""",
    "vi": """Cầu bắc qua sông Tamber khánh thành sau 14 tháng
        Cây cầu mới ở Kilmorran đón 320 xe tải đầu tiên hôm thứ Ba.
        Kỹ sư Oona Farrelly cho biết nhịp cầu dài 412 mét có giá 67,5 triệu euro.
        Chuyến phà cũ mất 45 phút kể từ năm 1958.
        Thị trưởng Declan Sweeney trồng 26 cây sồi bên đường dẫn phía bắc.
        Xe buýt tuyến Galvoy sẽ qua cầu mỗi 20 phút từ ngày 3 tháng 5.""",
}

HARVEST = {
    "en": """Saffron growers of Ostrava count 870 kilos
        The Veselka cooperative weighed 870 kilos of saffron this autumn.
        Chairwoman Ludmila Hradecka thanked 1,240 pickers from Opava and Bruntal.
        Frost on 9 October had cost them 31 hectares.
        A gram sells for 11.80 crowns in the halls of Prerov.
        The next fair in Zlin expects 96 stalls.""",
    "es": """Los azafraneros de Ostrava suman 870 kilos
        La cooperativa Veselka pesó este otoño 870 kilos de azafrán.
        La presidenta Ludmila Hradecka agradeció a 1.240 recolectores de Opava y Bruntal.
        La helada del 9 de octubre les costó 31 hectáreas.
        Un gramo se vende a 11,80 coronas en los pabellones de Prerov.
        La próxima feria de Zlin espera 96 puestos.""",
    "vi": """Nông dân trồng nghệ tây ở Ostrava thu 870 ký
        Hợp tác xã Veselka cân được 870 ký nghệ tây mùa thu này.
        Chủ tịch Ludmila Hradecka cảm ơn 1.240 người hái từ Opava và Bruntal.
        Sương giá ngày 9 tháng 10 làm mất 31 héc ta.
        Một gam bán giá 11,80 cua-ron tại khu chợ Prerov.
        Hội chợ tới ở Zlin chờ đón 96 gian hàng.""",
}

CHESS = {
    "en": """Teenager Idris Malouf wins the Tunis open
        Idris Malouf, 16, beat grandmaster Pavol Kriz in 58 moves.
        The final in Carthage drew 2,300 viewers.
        His trainer Samira Belhadj had found the idea in a game of 1927.
        The prize of 18,500 dinars goes to a club in Sfax.
        In June he will meet Ana Petrosyan in Yerevan.""",
    "es": """El joven Idris Malouf gana el abierto de Túnez
        Idris Malouf, de 16 años, venció al gran maestro Pavol Kriz en 58 jugadas.
        La final en Carthage atrajo a 2.300 espectadores.
        Su entrenadora Samira Belhadj halló la idea en una partida de 1927.
        El premio de 18.500 dinares irá a un club de Sfax.
        En junio se enfrentará a Ana Petrosyan en Yerevan.""",
    "vi": """Thiếu niên Idris Malouf vô địch giải Tunis mở rộng
        Idris Malouf, 16 tuổi, thắng đại kiện tướng Pavol Kriz sau 58 nước.
        Trận chung kết ở Carthage thu hút 2.300 khán giả.
        Huấn luyện viên Samira Belhadj tìm ra ý tưởng trong một ván cờ năm 1927.
        Giải thưởng 18.500 dinar dành cho một câu lạc bộ ở Sfax.
        Tháng 6 anh sẽ gặp Ana Petrosyan tại Yerevan.""",
}

OTHER_PAPER = """Traffic jams end as Kilmorran bridge is ready
    Shopkeepers hope that more visitors will come to the harbour now.
    Declan Sweeney called it a good day for the whole valley.
    Fishermen fear for the quiet of the estuary.
    A choir sang while the ribbon was cut.
    Trains are not planned for the time being."""

EVENTS = {"bridge": BRIDGE, "harvest": HARVEST, "chess": CHESS}


def article(event: str, lang: str, **more: Any) -> Draft:
    """Give one version of an event, without a hint."""
    return told(EVENTS[event][lang], lang, origin=f"{event} {lang}", **more)


def told(text: str, lang: str, **more: Any) -> Draft:
    """Give an article of these lines."""
    lines = "\n".join(line.strip() for line in text.splitlines())
    return draft(lines, lang=lang, title=lines.partition("\n")[0], **more)
