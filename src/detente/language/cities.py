"""Large cities that are not capitals, and research institutions whose names say no place, by country.

A university or institute "of Lagos" or "in Hamburg" is of that state. Left out are names that several states share without
one that is meant as a rule (Córdoba, Victoria, Santiago, Hyderabad). Source: general geographical knowledge, the largest
cities, seats of universities and best known institutes of each state.
"""

from __future__ import annotations

_BY_COUNTRY = """
AFG Kandahar|Herat|Jalalabad
ARE Dubai|Sharjah|Gulf Research Center
ARG Rosario|La Plata|Mendoza|Torcuato di Tella University|CONICET
ARM Caucasus Institute
AUS Sydney|Melbourne|Brisbane|Perth|Adelaide|Lowy Institute
AUT Graz|Innsbruck|Salzburg|Linz|Diplomatic Academy of Vienna
BEL Antwerp|Ghent|Leuven|Louvain|Liège|Bruges|Egmont Institute|Bruegel
BGD Chittagong|Chattogram|Rajshahi
BGR Plovdiv|Varna
BIH Banja Luka|Mostar
BLR Grodno|Gomel|Vitebsk
BRA São Paulo|Sao Paulo|Rio de Janeiro|Salvador de Bahia|Recife|Porto Alegre|Belo Horizonte|Campinas|Curitiba
BRA Getulio Vargas Foundation|Fundação Getulio Vargas|Igarapé Institute
CAN Toronto|Montreal|Montréal|Vancouver|Calgary|Edmonton|Quebec City|Winnipeg|British Columbia|Alberta|McGill University
CAN Carleton University|Munk School
CHE Zurich|Zürich|Geneva|Basel|Lausanne|St. Gallen|Graduate Institute Geneva
CHL Diego Portales University
CHN Shanghai|Guangzhou|Shenzhen|Nanjing|Wuhan|Chengdu|Tianjin|Xiamen|Harbin|Hangzhou|Chongqing|Jinan|Xi'an|Lanzhou
CHN Tsinghua University|Fudan University|Renmin University|Peking University|Sun Yat-sen University
CIV Abidjan
CMR Douala
COL Medellín|Medellin|Cali|Barranquilla
CZE Brno|Ostrava|Olomouc|Charles University|Masaryk University
DEU Hamburg|Munich|Cologne|Frankfurt|Heidelberg|Leipzig|Dresden|Tübingen|Göttingen|Bonn|Stuttgart|Düsseldorf|Bremen|Hanover
DEU Kiel|Freiburg|Potsdam|Stiftung Wissenschaft und Politik|Konrad Adenauer Foundation|Friedrich Ebert Foundation
DEU Bertelsmann Foundation|Humboldt University|Marshall Center
DNK Aarhus|Odense
DZA Oran
ECU Guayaquil
EGY Alexandria|Port Said|Al-Ahram Center|Al-Ahram Centre
ESP Barcelona|Seville|Bilbao|Salamanca|Granada|Zaragoza|Navarra|Navarre|Catalonia|Elcano Royal Institute
ESP Real Instituto Elcano|Complutense University
EST Tartu|Narva|Tallinn University of Technology
FIN Turku|Tampere|Oulu|Jyväskylä
FRA Lyon|Marseille|Toulouse|Bordeaux|Lille|Strasbourg|Nantes|Grenoble|Rennes|Montpellier|Sciences Po|Sorbonne|Ifri
FRA Fondation pour la Recherche Stratégique
GBR Oxford|Edinburgh|Manchester|Glasgow|Leeds|Sheffield|Exeter|Aberdeen|Sussex|Essex|Liverpool|Warwick|St Andrews|Belfast
GBR Cardiff|Nottingham|Bristol|Scotland|Chatham House|Royal United Services Institute
GBR International Institute for Strategic Studies|Cambridge University|University of Cambridge|London School of Economics
GBR Durham University
GEO Batumi|Kutaisi|Rondeli Foundation
GHA Kumasi
GRC Thessaloniki|Patras|Crete
HKG Lingnan University
HRV Split|Rijeka|Zadar
HUN Debrecen|Szeged|Pécs
IDN Surabaya|Bandung|Yogyakarta|Medan|Gadjah Mada|Airlangga University
IND Mumbai|Kolkata|Calcutta|Chennai|Bangalore|Bengaluru|Pune|Ahmedabad|Lucknow|Kerala|Jawaharlal Nehru
IND Observer Research Foundation|Takshashila Institution|Manohar Parrikar Institute|JNU
IRL Cork|Galway|Limerick|Trinity College Dublin
IRN Isfahan|Mashhad|Shiraz|Tabriz|Qom
IRQ Mosul|Basra|Erbil|Kirkuk|Sulaymaniyah|Najaf
ISR Haifa|Tel Aviv|Beersheba|Bar-Ilan|Hebrew University|Begin-Sadat Center|Ben-Gurion University|Reichman University
ITA Milan|Turin|Bologna|Naples|Florence|Padua|Venice|Genoa|Pisa|Palermo|Trieste|Istituto Affari Internazionali
JPN Osaka|Kyoto|Nagoya|Fukuoka|Sapporo|Hiroshima|Kobe|Yokohama|Sendai|Waseda|Keio|Okinawa|Sasakawa Peace Foundation
KAZ Almaty|Karaganda|Shymkent
KEN Mombasa|Kisumu|Strathmore University
KGZ Osh
KOR Busan|Daegu|Incheon|Gwangju|Yonsei|Asan Institute|Sejong Institute
LBN American University of Beirut
LBY Benghazi|Misrata|Sebha
LTU Kaunas|Klaipeda|Klaipėda
LVA Daugavpils
MAR Casablanca|Marrakesh|Fez|Tangier
MEX Guadalajara|Monterrey|Puebla|Tijuana|El Colegio de México
MMR Mandalay
MOZ Beira
MYS Penang|Malaya
NGA Lagos|Ibadan|Kano|Port Harcourt|Kaduna|Maiduguri|Ilorin|Benin City|Ahmadu Bello University
NLD Leiden|Utrecht|Groningen|Rotterdam|The Hague|Maastricht|Clingendael|Eindhoven|Clingendael Institute
NOR Bergen|Trondheim|Tromsø|Stavanger|Fridtjof Nansen Institute|Peace Research Institute Oslo
NZL Auckland|Otago|Canterbury|Christchurch
PAK Karachi|Lahore|Peshawar|Quetta|Rawalpindi|Quaid-i-Azam|Jinnah Institute
PER Arequipa|Cusco|Pontifical Catholic University of Peru
PHL Davao|Cebu|Quezon City|De La Salle University|Ateneo de Manila
POL Kraków|Krakow|Cracow|Gdansk|Gdańsk|Wrocław|Wroclaw|Łódź|Lodz|Poznan|Poznań|Lublin|Toruń|Jagiellonian
POL Stefan Batory Foundation
PRT Porto|Coimbra|Braga
ROU Cluj|Cluj-Napoca|Timisoara|Timișoara|Iasi|Iași
RUS St. Petersburg|St Petersburg|Saint Petersburg|Kazan|Novosibirsk|Vladivostok|Yekaterinburg|Tomsk|Voronezh|Nizhny Novgorod
RUS Rostov-on-Don|Krasnoyarsk|Samara|MGIMO|Siberia|Valdai Club|Valdai Discussion Club|Higher School of Economics|IMEMO
RUS Primakov Institute|Levada Center|Gorchakov Fund
SAU Jeddah|Dhahran|Mecca
SDN Port Sudan
SGP Rajaratnam School|ISEAS
SRB Novi Sad|Niš|Nis
SVK Košice|Kosice
SVN Maribor
SWE Gothenburg|Uppsala|Lund|Malmö|Umeå|Stockholm International Peace Research Institute|SIPRI
SYR Aleppo|Homs|Latakia|Idlib
THA Chulalongkorn University|Thammasat University
TUR Istanbul|Izmir|Antalya|Boğaziçi|Bosphorus University|Gaziantep|Diyarbakir|Bilkent|SETA Foundation|Koç University
TUR Sabancı University
TWN Kaohsiung|Taichung
TZA Dar es Salaam|Zanzibar
UGA Makerere
UKR Kharkiv|Kharkov|Lviv|Odesa|Odessa|Dnipro|Donetsk|Zaporizhzhia|Mariupol|Chernivtsi|Razumkov Centre|Razumkov Center
USA New York|Boston|Chicago|California|Harvard|Yale|Princeton|Stanford|Georgetown|Columbia University|Los Angeles
USA San Francisco|Texas|Michigan|Massachusetts|Virginia|Johns Hopkins|Pennsylvania|Florida|Illinois|Ohio|Indiana|Minnesota
USA Wisconsin|Arizona|Colorado|Seattle|Houston|Philadelphia|Denver|Syracuse University|Tufts|Brookings|Berkeley
USA North Carolina|South Carolina|RAND Corporation|Heritage Foundation|Cato Institute|Atlantic Council
USA Council on Foreign Relations|Wilson Center|Hudson Institute|Stimson Center|American Enterprise Institute
USA Center for Strategic and International Studies|German Marshall Fund|Rice University|Brown University|Duke University
USA Cornell University|Hoover Institution|Arms Control Association
UZB Samarkand|Bukhara|Namangan
VEN Maracaibo
VNM Ho Chi Minh City|Haiphong|Da Nang|Danang
YEM Aden|Taiz|Hodeidah|Taizz
ZAF Johannesburg|Cape Town|Durban|Stellenbosch|Witwatersrand|KwaZulu-Natal|Brenthurst Foundation
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
