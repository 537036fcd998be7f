"""Short, pet and other forms of given names, each group of which may be one person's."""

_GROUPS = """
elizabeth liz lizzie lizzy beth betty eliza elsie libby lisbeth elisabeth elzbieta ela
margaret maggie meg peggy madge greta rita malgorzata gosia
catherine kate katie kathy cathy kitty katherine kathryn katharine katarzyna kasia caitlin kathleen
victoria vicky vicki tori
jennifer jen jenny jenni
rebecca becky becca bex
jessica jess jessie
deborah deb debbie
susan sue susie suzanne susannah zuzanna zuzia
patricia pat patsy trish tricia
christine chris chrissie christina krystyna kristina tina
alexandra alex sandra sasha lexi ola aleksandra
samantha sam sammie
charlotte lottie charlie
isabella bella izzy isabel isabelle issy isobel
abigail abby abi gail
eleanor ellie nell nora eleanora elena
amelia millie amy mila
olivia liv livvy
natalie nat natalia natasha tasha
stephanie steph stefania
danielle dani
georgina georgia george georgie
josephine jo josie
joanna jo joanne asia joan
emily em emma emmy
matilda tilly mattie
francesca fran frankie frances francis
gabriella gabby gabi gabriela
dorothy dot dolly
theresa terry tess tessa teresa
agnieszka aga agnes
barbara basia babs
magdalena magda maddie madeleine
anna ania annie ann anne hanna hannah
maria mary marie marysia maryam mariam mariana
william bill billy will liam wills
robert rob bob bobby robbie bert
richard rick dick richie ricky
michael mike mick mickey michal mikey
james jim jimmy jamie
john jack johnny jon jonathan jan
thomas tom tommy tomasz tomek
joseph joe joey jozef yusuf yousef
edward ed eddie ted ned teddy
charles charlie chas chuck
henry harry hal hank
alexander alex al sandy aleksander alec olek
andrew andy drew andrzej
anthony tony antoni
benjamin ben benji
christopher chris kit krzysztof topher
daniel dan danny
david dave davey dawid daud dawood
frederick fred freddie alfred alfie
gregory greg grzegorz
jacob jake jakub kuba yakub
joshua josh
kenneth ken kenny
lawrence larry laurie laurence
leonard len lenny leo
louis lewis lou luis
matthew matt mateusz
nathaniel nathan nat nate
nicholas nick nicky nico mikolaj
oliver ollie oli
patrick pat paddy padraig
peter pete piotr
philip phil pip filip
raymond ray
ronald ron ronnie
samuel sam sammy
stephen steve steven stefan
theodore theo ted
timothy tim
vincent vince
zachary zac zack zach
mohammed mohd mo muhammad mohamed mohammad muhammed mehmet mohamud maxamed
abdullah abdul abdulla
ibrahim abraham ebrahim abe
yusuf yousuf yousaf joseph
hussain husain hussein husayn
fatima fatimah fathima fatma faduma
aisha ayesha aysha aishah caasha
khadija khadijah kadija
zainab zaynab zeynab
hasan hassan
ali aly
usman osman uthman
omar umar
wojciech wojtek
stanislaw staszek stan stanley
pawel paul paulo
marek mark marcus
ioan ion ionut john
gheorghe george jurek jerzy
mihai michael
andrei andrew andre
vasile basil
nicolae nicholas nicu
elena helen ileana helena
siobhan shivaun
niamh neve neave
sean shaun shawn
aoife eefa
oluwaseun seun
oluwaseyi seyi
oluwatobi tobi
chukwuemeka emeka
"""


def _roots() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for group in _GROUPS.split("\n"):
        names = group.split()
        for name in names:
            found.setdefault(name, []).append(names[0])
    return {name: tuple(dict.fromkeys(roots)) for name, roots in found.items()}


ROOTS: dict[str, tuple[str, ...]] = _roots()
"""For each form, the names that stand for its groups."""
