"""Invented people's names, of the many origins found in England; the same chance gives the same names.

First names and family names are drawn apart, commoner ones oftener, so that any likeness to someone is chance.
"""

from bisect import bisect
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from random import Random


@dataclass(frozen=True)
class Origin:
    """Names that go together, the commonest first, and how many in a thousand people have them."""

    key: str
    per_thousand: int
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]
    has_feminine_surnames: bool = False

    @cached_property
    def weights(self) -> dict[str, list[float]]:
        return {kind: _falling(len(getattr(self, kind))) for kind in ("girls", "boys", "surnames")}


def _falling(size: int) -> list[float]:
    """Cumulative weights in which the tenth name is about a fifth as common as the first."""
    return list(accumulate(1 / (place + 2) ** 0.9 for place in range(size)))


def _origin(key: str, per_thousand: int, girls: str, boys: str, surnames: str, *, feminine: bool = False) -> Origin:
    return Origin(key, per_thousand, tuple(girls.split()), tuple(boys.split()), tuple(surnames.split()), feminine)


_HEADS = [
    "Ash",
    "Brad",
    "Carl",
    "Den",
    "Ed",
    "Fair",
    "Green",
    "Had",
    "Hart",
    "Hazel",
    "Hol",
    "Kirk",
    "Lang",
    "Lin",
    "Mar",
    "Mel",
    "Nor",
    "Oak",
    "Pem",
    "Rad",
    "Row",
    "Sel",
    "Shel",
    "Staun",
    "Stan",
    "Suther",
    "Thorn",
    "Til",
    "Wal",
    "Whit",
    "Wil",
    "Wood",
]
_TAILS = [
    "bourne",
    "by",
    "combe",
    "croft",
    "dale",
    "den",
    "don",
    "field",
    "ford",
    "gate",
    "ham",
    "hurst",
    "land",
    "ley",
    "man",
    "more",
    "stead",
    "stow",
    "ton",
    "well",
    "wick",
    "wood",
    "worth",
]

ORIGINS = (
    _origin(
        "english",
        670,
        "Olivia Emily Sophie Jessica Charlotte Amelia Grace Chloe Lucy Ella Lily Hannah Ruby Emma Megan Evie Freya "
        "Isla Poppy Holly Daisy Alice Rebecca Elizabeth Laura Sarah Katie Victoria Susan Margaret Jennifer Nicola "
        "Karen Julie Helen Claire Rachel Amy Samantha Kelly Lisa Michelle Joanne Louise Tracey Deborah Christine "
        "Patricia Jean Dorothy Rosie Molly Erin Abigail Imogen Phoebe Martha Florence Harriet Eleanor Matilda Ivy",
        "Oliver Jack Harry George Thomas James William Charlie Joshua Daniel Samuel Alfie Jacob Henry Archie Max "
        "Ethan Joseph Leo Freddie Alexander Luke Adam Ryan Lewis Benjamin Matthew Nathan Callum Jake David John "
        "Paul Michael Andrew Mark Stephen Peter Robert Christopher Richard Anthony Kevin Steven Gary Philip Simon "
        "Lee Craig Stuart Darren Wayne Neil Martin Graham Ian Barry Reginald Toby Felix Theodore Arthur Edward",
        "Smith Jones Taylor Brown Williams Wilson Johnson Davies Wright Walker White Edwards Hughes Green Hall "
        "Lewis Harris Clarke Jackson Wood Turner Hill Cooper Ward Moore Clark Baker Harrison King Morris Allen Lee "
        "Watson Parker Cook Bennett Young Shaw Carter Richardson Bailey Bell Collins Mitchell Cox Phillips Webb "
        "Simpson Marshall Price Adams Mills Hunt Chapman Gibson Ellis Knight Fisher Barker Rogers Stevens Butler "
        "Russell Mason Palmer Barnes Holmes Lloyd Matthews Andrews Dixon Harvey Pearson Graham Fletcher Reynolds "
        "Fox Powell Spencer Gardner Payne West Gill Day Perry Hudson Lawrence Brooks Warren Ball Burton Hart Cole "
        "Saunders Wells Woods Elliott Porter Newman Francis Stone Ford Hawkins Atkinson Lane Bird Carr May Berry "
        "Sutton Parsons Page Goodwin Field Austin Bishop Cross Sharp Nicholls Hopkins Townsend Kemp Sanders Bates "
        "Long Bolton Frost Rowe Slater Whitehead Hewitt Tucker Weaver Akers Yates Crane Hobbs Tanner Dyer Coles",
    ),
    _origin(
        "celtic",
        90,
        "Niamh Aoife Siobhan Caitlin Ciara Orla Roisin Eilidh Fiona Rhiannon Carys Megan Bronwen Seren Maeve "
        "Sinead Grainne Isla Kirsty Morag",
        "Sean Liam Connor Declan Patrick Ciaran Eoin Finn Rory Callum Hamish Angus Fraser Dylan Rhys Owen Gareth "
        "Huw Brendan Kieran Padraig Aidan",
        "Murphy Kelly O'Brien Ryan O'Connor Walsh O'Sullivan Doyle McCarthy Gallagher Doherty Kennedy Lynch Murray "
        "Quinn Moran McLaughlin Byrne Nolan Flynn O'Neill O'Reilly Fitzgerald Campbell Stewart MacDonald Robertson "
        "Thomson Reid McKenzie Ross Fraser Grant Evans Thomas Roberts Griffiths Morgan Rees Owen Pugh Llewellyn "
        "Bowen Prosser Jenkins McGuire Keane Sweeney Brady",
    ),
    _origin(
        "pakistani",
        60,
        "Fatima Aisha Zainab Maryam Amina Khadija Hafsa Sana Ayesha Iqra Mahnoor Noor Saima Shazia Nadia Rukhsana "
        "Samina Farzana Bushra Yasmin",
        "Mohammed Muhammad Ali Hassan Ahmed Hamza Ibrahim Yusuf Bilal Usman Imran Asif Tariq Shahid Nadeem Kamran "
        "Faisal Zubair Haroon Abdullah",
        "Khan Ahmed Hussain Ali Iqbal Malik Mahmood Akhtar Hussein Shah Mirza Butt Sheikh Rashid Aslam Raja "
        "Chaudhry Qureshi Siddiqui Rafiq Nawaz Sharif Bashir Anwar Zaman Javed Riaz Saleem Begum Bibi Yousaf Mehmood",
    ),
    _origin(
        "bangladeshi",
        20,
        "Nusrat Sumaiya Taslima Rahima Shirin Farhana Nazma Rumana Tahmina Jannat",
        "Rahim Karim Shafiq Jamal Kamal Rafiqul Habibur Mizanur Abdul Nazrul",
        "Begum Rahman Islam Miah Uddin Hoque Chowdhury Khatun Choudhury Alam Haque Sarkar Talukder Mia Sultana",
    ),
    _origin(
        "indian",
        35,
        "Priya Simran Jasmine Anjali Kavita Meena Harpreet Gurpreet Manpreet Sunita Neha Pooja Deepa Aarti Kiran "
        "Ritu Divya Ananya Jaswinder Rupinder",
        "Arjun Rohan Raj Amit Sanjay Vikram Harjit Gurdeep Jaspreet Manjit Rahul Nikhil Anil Sunil Vijay Rakesh "
        "Dilip Kiran Balwinder Sukhdeep",
        "Patel Singh Kaur Sharma Shah Kumar Gupta Mistry Desai Joshi Mehta Reddy Nair Pillai Iyer Menon Dhillon "
        "Sandhu Gill Sidhu Grewal Chopra Kapoor Verma Parmar Solanki Chauhan Bhatt Trivedi Rao",
    ),
    _origin(
        "polish",
        30,
        "Zuzanna Julia Maja Zofia Hanna Lena Alicja Oliwia Katarzyna Agnieszka Małgorzata Ewa Joanna Magdalena "
        "Monika Karolina Aleksandra Natalia Weronika Barbara",
        "Jakub Kacper Szymon Filip Jan Mateusz Michał Wojciech Piotr Krzysztof Tomasz Paweł Łukasz Marcin "
        "Grzegorz Dawid Bartosz Adam Andrzej Stanisław",
        "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski "
        "Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Pawłowski "
        "Michalski Król Wieczorek Jabłoński Wróbel Majewski Olszewski Stępień Jaworski Malinowski Pawlak Górski",
        feminine=True,
    ),
    _origin(
        "romanian",
        15,
        "Andreea Maria Elena Ioana Alexandra Cristina Mihaela Gabriela Ana Daniela Roxana Simona",
        "Andrei Alexandru Ionuț Mihai Cristian Gheorghe Vasile Florin Marius Daniel Bogdan Nicolae",
        "Popescu Ionescu Popa Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Munteanu Constantin Marin "
        "Lazăr Florea Dinu Moldovan Oprea Tudor Dobre Barbu Nistor Ene",
    ),
    _origin(
        "west_african",
        25,
        "Blessing Chioma Ngozi Adaeze Folake Titilayo Abena Akosua Ama Oluwaseun Ifeoma Funmilayo Yetunde Grace "
        "Efua Temitope",
        "Emeka Chukwuemeka Oluwatobi Babatunde Kwame Kofi Kwabena Tunde Chinedu Segun Ayodele Obinna Femi Kwaku "
        "Ikechukwu Samuel",
        "Okafor Adeyemi Mensah Okoro Owusu Eze Boateng Asante Adebayo Nwosu Osei Okonkwo Balogun Appiah Ogunleye "
        "Amoah Obi Agyemang Afolabi Nwachukwu Adjei Oyelaran Ibe Sarpong",
    ),
    _origin(
        "east_african",
        15,
        "Hodan Ayaan Faduma Sahra Ifrah Caasha Hibo Amal Hamdi Nasteho Selam Tigist",
        "Abdi Mohamud Yusuf Ismail Farah Liban Guled Abdirahman Mahad Khalid Dawit Yonas",
        "Mohamed Abdi Ali Hassan Ahmed Ibrahim Warsame Omar Jama Farah Yusuf Nur Aden Hersi Duale Osman Isse Tesfaye "
        "Gebremariam Haile Mwangi Otieno Kamau",
    ),
    _origin(
        "caribbean",
        12,
        "Shanice Tanisha Keisha Monique Simone Chantelle Latoya Marcia Beverley Yvonne",
        "Jerome Tyrone Marlon Leroy Winston Delroy Jermaine Andre Curtis Devon",
        "Campbell Brown Williams Grant Gordon Henry Francis Joseph Charles Reid Blake Lindo Bogle McKenzie Clarke "
        "Samuels Pinnock Dacosta",
    ),
    _origin(
        "chinese",
        10,
        "Mei Li Xin Yan Ying Jing Wai Suk Ling Fang Hui Na",
        "Wei Jun Ming Chi Kwok Hao Tao Lei Feng Kin Ho Yi",
        "Chen Wong Wang Li Zhang Liu Chan Lam Cheung Ng Lau Yang Huang Zhao Wu Zhou Ho Leung Tang Xu Lin Cheng Tse",
    ),
    _origin(
        "arabic_persian_turkish",
        18,
        "Leila Mariam Rania Huda Zahra Samira Shirin Parisa Elif Zeynep Dilan Rojin",
        "Omar Karim Youssef Mustafa Reza Amir Hassan Mehmet Emre Baran Azad Khaled",
        "Hassan Ahmadi Karimi Hosseini Rezaei Mohammadi Haddad Khoury Mansour Saleh Yilmaz Kaya Demir Celik Aydin "
        "Rahimi Noori Barzani Aziz Al-Jabri Al-Masri Bakr Nazari",
    ),
)

_PER_THOUSAND = list(accumulate(origin.per_thousand for origin in ORIGINS))
_COMPOSED = tuple(head + tail for head in _HEADS for tail in _TAILS if not tail.startswith(head[-2:].lower()))
_COMPOSED_SHARE = 0.45
"""How much of the English have one of the many rarer family names, here made of two parts of place names."""

_FEMININE_ENDINGS = (("ski", "ska"), ("cki", "cka"), ("dzki", "dzka"))


def an_origin(chance: Random) -> Origin:
    """Where a family's names come from."""
    return ORIGINS[bisect(_PER_THOUSAND, chance.random() * _PER_THOUSAND[-1])]


def a_given_name(chance: Random, origin: Origin, *, is_girl: bool) -> str:
    """A first name."""
    return _drawn(chance, origin, "girls" if is_girl else "boys")


def a_surname(chance: Random, origin: Origin) -> str:
    """A family name."""
    if origin.key == "english" and chance.random() < _COMPOSED_SHARE:
        return _COMPOSED[int(chance.random() * len(_COMPOSED))]
    return _drawn(chance, origin, "surnames")


def surname_for(surname: str, origin: Origin, *, is_girl: bool) -> str:
    """The form of a family name that a daughter or a son bears: Kowalska, Kowalski."""
    if origin.has_feminine_surnames and is_girl:
        for ending, feminine in _FEMININE_ENDINGS:
            if surname.endswith(ending):
                return surname.removesuffix(ending) + feminine
    return surname


def _drawn(chance: Random, origin: Origin, kind: str) -> str:
    weights = origin.weights[kind]
    return getattr(origin, kind)[bisect(weights, chance.random() * weights[-1])]
