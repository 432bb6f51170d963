"""Large cities that are not capitals, and research institutions whose names say no place, by country.

A university or institute "of Lagos" or "in Hamburg" is of that state. Left out are names that several states share without
one that is meant as a rule (Córdoba, Victoria, Santiago, Hyderabad). Source: general geographical knowledge, the largest
cities, seats of universities and best known institutes of each state.
"""

from __future__ import annotations

_BY_COUNTRY = """
AFG Kandahar|Herat|Jalalabad
ARE Dubai|Sharjah
ARG Rosario|La Plata|Mendoza
AUS Sydney|Melbourne|Brisbane|Perth|Adelaide
AUT Graz|Innsbruck|Salzburg|Linz
BEL Antwerp|Ghent|Leuven|Louvain|Liège|Bruges
BGD Chittagong|Chattogram|Rajshahi
BGR Plovdiv|Varna
BIH Banja Luka|Mostar
BLR Grodno|Gomel|Vitebsk
BRA São Paulo|Sao Paulo|Rio de Janeiro|Salvador de Bahia|Recife|Porto Alegre|Belo Horizonte|Campinas|Curitiba
CAN Toronto|Montreal|Montréal|Vancouver|Calgary|Edmonton|Quebec City|Winnipeg|British Columbia|Alberta
CHE Zurich|Zürich|Geneva|Basel|Lausanne|St. Gallen
CHN Shanghai|Guangzhou|Shenzhen|Nanjing|Wuhan|Chengdu|Tianjin|Xiamen|Harbin|Hangzhou|Chongqing|Jinan|Xi'an|Lanzhou
CIV Abidjan
CMR Douala
COL Medellín|Medellin|Cali|Barranquilla
CZE Brno|Ostrava|Olomouc
DEU Hamburg|Munich|Cologne|Frankfurt|Heidelberg|Leipzig|Dresden|Tübingen|Göttingen|Bonn|Stuttgart|Düsseldorf|Bremen|Hanover
DEU Kiel|Freiburg|Potsdam
DNK Aarhus|Odense
DZA Oran
ECU Guayaquil
EGY Alexandria|Port Said
ESP Barcelona|Seville|Bilbao|Salamanca|Granada|Zaragoza|Navarra|Navarre|Catalonia
EST Tartu|Narva
FIN Turku|Tampere|Oulu|Jyväskylä
FRA Lyon|Marseille|Toulouse|Bordeaux|Lille|Strasbourg|Nantes|Grenoble|Rennes|Montpellier
GBR Oxford|Edinburgh|Manchester|Glasgow|Leeds|Sheffield|Exeter|Aberdeen|Sussex|Essex|Liverpool|Warwick|St Andrews|Belfast
GBR Cardiff|Nottingham|Bristol|Scotland
GEO Batumi|Kutaisi
GHA Kumasi
GRC Thessaloniki|Patras|Crete
HRV Split|Rijeka|Zadar
HUN Debrecen|Szeged|Pécs
IDN Surabaya|Bandung|Yogyakarta|Medan|Gadjah Mada
IND Mumbai|Kolkata|Calcutta|Chennai|Bangalore|Bengaluru|Pune|Ahmedabad|Lucknow|Kerala|Jawaharlal Nehru
IRL Cork|Galway|Limerick
IRN Isfahan|Mashhad|Shiraz|Tabriz|Qom
IRQ Mosul|Basra|Erbil|Kirkuk|Sulaymaniyah|Najaf
ISR Haifa|Tel Aviv|Beersheba|Bar-Ilan
ITA Milan|Turin|Bologna|Naples|Florence|Padua|Venice|Genoa|Pisa|Palermo|Trieste
JPN Osaka|Kyoto|Nagoya|Fukuoka|Sapporo|Hiroshima|Kobe|Yokohama|Sendai|Waseda|Keio|Okinawa
KAZ Almaty|Karaganda|Shymkent
KEN Mombasa|Kisumu
KGZ Osh
KOR Busan|Daegu|Incheon|Gwangju|Yonsei
LBY Benghazi|Misrata|Sebha
LTU Kaunas|Klaipeda|Klaipėda
LVA Daugavpils
MAR Casablanca|Marrakesh|Fez|Tangier
MEX Guadalajara|Monterrey|Puebla|Tijuana
MMR Mandalay
MOZ Beira
MYS Penang|Malaya
NGA Lagos|Ibadan|Kano|Port Harcourt|Kaduna|Maiduguri|Ilorin|Benin City
NLD Leiden|Utrecht|Groningen|Rotterdam|The Hague|Maastricht|Eindhoven
NOR Bergen|Trondheim|Tromsø|Stavanger
NZL Auckland|Otago|Canterbury|Christchurch
PAK Karachi|Lahore|Peshawar|Quetta|Rawalpindi|Quaid-i-Azam
PER Arequipa|Cusco
PHL Davao|Cebu|Quezon City|Ateneo de Manila
POL Kraków|Krakow|Cracow|Gdansk|Gdańsk|Wrocław|Wroclaw|Łódź|Lodz|Poznan|Poznań|Lublin|Toruń|Jagiellonian
PRT Porto|Coimbra|Braga
ROU Cluj|Cluj-Napoca|Timisoara|Timișoara|Iasi|Iași
RUS St. Petersburg|St Petersburg|Saint Petersburg|Kazan|Novosibirsk|Vladivostok|Yekaterinburg|Tomsk|Voronezh|Nizhny Novgorod
RUS Rostov-on-Don|Krasnoyarsk|Samara|Siberia
SAU Jeddah|Dhahran|Mecca
SDN Port Sudan
SRB Novi Sad|Niš|Nis
SVK Košice|Kosice
SVN Maribor
SWE Gothenburg|Uppsala|Lund|Malmö|Umeå
SYR Aleppo|Homs|Latakia|Idlib
TUR Istanbul|Izmir|Antalya|Boğaziçi|Gaziantep|Diyarbakir|Bilkent
TWN Kaohsiung|Taichung
TZA Dar es Salaam|Zanzibar
UGA Makerere
UKR Kharkiv|Kharkov|Lviv|Odesa|Odessa|Dnipro|Donetsk|Zaporizhzhia|Mariupol|Chernivtsi
USA New York|Boston|Chicago|California|Georgetown|Los Angeles
USA San Francisco|Texas|Michigan|Massachusetts|Virginia|Pennsylvania|Florida|Illinois|Ohio|Indiana|Minnesota
USA Wisconsin|Arizona|Colorado|Seattle|Houston|Philadelphia|Denver|Tufts|Berkeley
USA North Carolina|South Carolina
UZB Samarkand|Bukhara|Namangan
VEN Maracaibo
VNM Ho Chi Minh City|Haiphong|Da Nang|Danang
YEM Aden|Taiz|Hodeidah|Taizz
ZAF Johannesburg|Cape Town|Durban|Stellenbosch|Witwatersrand|KwaZulu-Natal
ZMB Kitwe|Copperbelt
ZWE Bulawayo
"""


def _read(rows: str) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for row in rows.strip().splitlines():
        country, names = row.split(" ", 1)
        found.update((tuple(name.lower().split()), country) for name in names.split("|"))
    return found


CITIES = _read(_BY_COUNTRY)
LONGEST = max(len(name) for name in CITIES)


def country_of_city(words: list[str]) -> str | None:
    """Return the country of the first large city among the words, None if there is none or they name two countries.

    The words are those of an institution's name or of a place, in any case: "university", "of", "lagos".
    """
    lowered = [w.lower() for w in words]
    found: set[str] = set()
    for size in range(LONGEST, 0, -1):
        for i in range(len(lowered) - size + 1):
            country = CITIES.get(tuple(lowered[i : i + size]))
            if country is not None:
                found.add(country)
        if found:
            break
    return next(iter(found)) if len(found) == 1 else None
