"""What a story is, and the words that any family's record may have."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """A situation, told for each place in the record where somebody would write it.

    `words` has one way of saying a thing, or several. {c1} is the child it is most about, {c2} and {c3} the
    others, {p1} the parent or carer at home, {p2} the other parent; {he}, {him}, {his}, {He} are the child's.
    `outcomes` are those of how the child feels, how the child learns and how the family fares, in that order.
    """

    key: str
    casts: tuple[str, ...]
    outcomes: tuple[str, str, str]
    asker: str
    partner: str
    part: str
    service: str
    words: dict[str, str | tuple[str, ...]]


COMMON: dict[str, tuple[str, ...]] = {
    "unasked": (
        "We were called to the home and did not have time to ask.",
        "The adults were upset on the night; it was not the moment to ask.",
        "Officers left a leaflet, and said that early help might ring.",
    ),
    "agreed": ("{social} and {manager}", "{social}, with the review meeting", "{manager}, at the last review"),
    "panel": ("Locality panel", "Multi-agency allocation panel"),
    "signpost": (
        "The hub’s open door, and the stay and play near by",
        "Wenshire Advice, and the parenting group that begins next month",
        "The school nurse drop-in, and the hub’s evening for parents",
    ),
    "told": (
        "By telephone, the same afternoon",
        "By telephone; a message was left and the call returned",
        "By telephone, and by letter as asked",
    ),
    "withdrawn": (
        "The family has moved to another county; the new school has been told.",
        "{p1} has asked us not to go on. We talked, and will ask again at half term.",
        "This was sent twice. The other request stands.",
    ),
    "lead.why": (
        "Knows the school and has room this month",
        "Lives near by and has worked with families like this",
        "The family asked for a woman, in the mornings",
        "Has the right training, and space from Monday",
    ),
    "change": (
        "{lead} has gone on leave; {second} was at the last meeting and the family knows them",
        "{lead} has a new post. {second} visited together with {lead} first",
        "The family moved across town, nearer to {second}",
    ),
    "visit": ("First visit at home", "First visit at the hub", "First talk, at the school"),
    "asked": (
        "Asked at home, on the first visit",
        "Asked at the hub, with the leaflet",
        "Asked at school, face to face",
    ),
    "fact.gp_practice": ("{practice}",),
    "fact.first_language": ("{language}",),
    "fact.housing": (
        "Tolver Homes tenant",
        "Private tenant",
        "Private tenant, six months at a time",
        "Owner, with a mortgage",
        "Kelver and Quill Housing tenant",
        "Council temporary home",
        "Living with relatives",
    ),
    "tried.before": (
        "School met {p1} twice last term and tried a chart at home and at school. It helped for a fortnight.",
        "{p1} has been to the GP, who gave advice and a leaflet. Nothing else until now.",
        "A parenting course two years ago, which {p1} liked; it was for younger children.",
        "Friends and family have done what they could. No service has been asked before.",
        "The health visitor has called in more often. {p1} says that it helped to be listened to.",
    ),
    "led": (
        "{referrer} asked for help, with {p1}’s agreement. {worry}",
        "{p1} had been trying to manage alone for months before {referrer} asked. {worry}",
        "The request came from {asker}. {worry}",
    ),
    "c2.st": (
        "{c2} is sunny, chatty and settled, and quick to make friends.",
        "{c2} goes in happily each day and has a best friend.",
        "{c2} is gentle and watches everything; loves animals.",
        "{c2} is doing well and is proud of a swimming badge.",
        "{c2} keeps close to {p1} and is easily comforted.",
    ),
    "c2.he": (
        "Well, and up to date with check-ups.",
        "Eats and sleeps well; teeth seen this year.",
        "A little asthma in winter, well managed.",
        "Well. Glasses for reading, worn most days.",
        "No worries about health.",
    ),
    "c3.st": (
        "{c3} is curious and into everything, and comes back to {p1} for a cuddle.",
        "{c3} says new words each week and loves songs.",
        "{c3} plays well beside the others and shares when asked.",
    ),
    "c3.he": (
        "Growing well; two-year check done.",
        "Well, and sleeps through most nights.",
        "Up to date with injections.",
    ),
    "pa.basic": (
        "The children are fed, clean and warm, and get to the doctor when they should.",
        "The home is safe and tidy enough to play in. {p1} knows where the children are.",
        "{p1} puts the children first, even on bad days.",
        "Meals are simple and regular. There is a stair gate, and medicines are locked away.",
    ),
    "pa.warm": (
        "{p1} lights up when talking of the children, and they go to {p1} when they are hurt.",
        "There is laughter in this home, and plenty of hugs.",
        "{p1} reads to them most nights, however tired.",
        "The children know that they are loved. {p1} would like more time with each.",
    ),
    "pa.guide": (
        "Bedtime slips at weekends. {p1} is clear about the rules that matter.",
        "{p1} would like ideas for saying no and keeping to it.",
        "There are house rules on the fridge, made together.",
        "{p1} praises more than {p1} scolds, and would like help with mornings.",
    ),
    "fa.wider": (
        "A grandmother rings every evening and has the children on Saturdays.",
        "An aunt two streets away helps with the school run.",
        "Few relatives near by; a neighbour has become a good friend.",
        "Cousins of the same age, seen most Sundays.",
        "The family’s own people live far away and ring at weekends.",
    ),
    "fa.home": (
        "Two bedrooms, dry and warm since the boiler was mended. Money lasts until about the twentieth.",
        "A small terraced house; the children share. {p1} works mornings and claims what there is.",
        "A flat on the second floor without a lift. The rent is paid; the electricity is on a meter.",
        "A settled home with a garden. One wage, and careful spending.",
        "Three bedrooms. {p1} is looking for work that fits school hours.",
    ),
    "fa.near": (
        "School, park and shop are a walk away. The bus to town goes twice an hour.",
        "A village with one bus in the morning and one at night; the hub’s outreach bus comes on Wednesdays.",
        "{p1} knows several parents at the gate and goes to the hub’s coffee morning.",
        "The family is new here and knows nobody yet. There is a stay and play at the end of the road.",
        "The mosque and the food bank have both been kind. The library is a favourite place.",
    ),
    "said.by": ("{p1}", "{p1} and the school", "{p1}, and {c1} in part"),
    "outside": (
        "{p2} was rung and came to the hub. {p2} wants to be asked, and can do Wednesdays.",
        "{p2} took part by telephone, and agrees with most of it.",
        "{p2} read it through and added a line about the weekends.",
    ),
    "voice.c2": (
        "I like it when we all have tea together.",
        "I help at tea time. I can do the toast now.",
        "Sometimes it is too loud and I go to my room with the cat.",
        "I want to go swimming like before.",
    ),
    "voice.c3": (
        "Seen at home: climbs on to {p1}’s knee with a book, and points and names the pictures.",
        "Seen at stay and play: busy with the sand, and looks up for {p1} every minute or so.",
        "Seen at home: dances when {c1} sings.",
    ),
    "voice.p2": (
        "I want to do more than I have. Tell me what would help.",
        "We argue when we are tired. I would like us to stop doing it in front of them.",
        "I work nights, so I see them at breakfast. I can do the school run on Fridays.",
        "I was not sure about this. It is better to have one person to talk to.",
    ),
    "next": (
        "A first meeting with everyone in the plan within three weeks.",
        "A plan together, with the school and the family round one table.",
        "{lead} visits each week until the first meeting.",
    ),
    "comments": (
        "It is all there, and it reads like us.",
        "You have put the good things in as well. Thank you.",
        "I would like it to say how hard we have tried. Otherwise yes.",
        "It was easier to talk than I thought.",
    ),
    "g1.how": (
        "We will all have noticed it at home",
        "By what {c1} says, and by what school sees",
        "Four weeks out of five",
        "When I can say it without crossing my fingers",
    ),
    "part.school": ("School", "School, and {c1}’s trusted adult", "Whoever asked, and the link to school"),
    "place": (
        "The hub",
        "The school, in the library",
        "At home",
        "The children’s centre",
        "The hub, in the garden room",
    ),
    "done": (
        "Done, and it went well.",
        "Done a week late.",
        "Done. {p1} was pleased.",
        "Done together.",
        "Done, and there is more to come of it.",
    ),
    "not.done": (
        "The waiting list is longer than we were told. We will ring again on the first of the month.",
        "Nobody could get away from work that week.",
        "The worker has left and no one has taken over yet.",
    ),
    "evidence": (
        "{p1} says so, and school has seen it for six weeks.",
        "Seen at home and at school, and on the family’s own scale.",
        "The last two meetings both heard it.",
        "{c1} says so.",
    ),
    "r0.voice": (
        "I was nervous of a meeting and it was fine.",
        "Everyone knew our story already. I did not have to say it again.",
        "I did not know that so many people could help.",
        "It felt like our meeting.",
    ),
    "r1.voice": (
        "Better weeks and worse weeks. More better.",
        "I can see it getting easier.",
        "I rang {lead} instead of shouting. That is new.",
        "We are not there. But we are not where we were.",
    ),
    "r2.voice": (
        "We can do this now. I know whom to ring.",
        "I would tell another family to say yes.",
        "It is our normal now.",
        "Thank you for not giving up on us.",
    ),
    "r3.voice": (
        "It took a long time. It was worth it.",
        "A few things are still hard, and I know what to do about them.",
    ),
    "r0.young": ("It was all right.", "I liked that they asked me first.", "Can {c2} come next time?"),
    "r1.young": ("Better.", "I told them the thing I was worried about.", "I want to choose where we meet."),
    "r2.young": ("I am okay now.", "I got a certificate.", "I drew the plan a tick."),
    "r3.young": ("I am fine. Everyone is fine.", "I do not need the meetings any more."),
    "r0.notes": (
        "A full table. Next time shorter, and after school.",
        "School sent apologies and a report.",
        "Tea was made. Everybody spoke.",
    ),
    "r1.notes": (
        "We went through each action.",
        "Short and clear. The next one is at home.",
        "{partner} joined on screen.",
    ),
    "r2.notes": (
        "We looked back at the first scale together.",
        "A good meeting; cake was brought.",
        "Everyone agreed on what is left.",
    ),
    "r3.notes": ("The last meeting. Numbers to ring are on the fridge.", "A long road, told from the start."),
    "r0.action": (
        "Visit twice before the next meeting",
        "Ring the school about the morning",
        "Send everyone the list of who does what",
    ),
    "r1.action": (
        "Come along to the first session",
        "Ask for the appointment to be brought forward",
        "Look at the scale with {c1}",
    ),
    "r2.action": ("Write down with the family what to do on a bad week", "Say goodbye well: one last visit"),
    "copy": ("Into {p1}’s hands, at home", "By post, as {p1} asked", "On the telephone and then by post", "At the hub"),
    "r0.changed": ("Everyone knows who does what. The first small thing has begun.",),
    "r3.changed": ("Most of what was asked for has come about. What is left is with the school and the GP.",),
    "up.said": (
        "I am frightened, but I understand why. I want {lead} to stay.",
        "I do not agree. I would rather it had been said to me sooner.",
        "If it keeps the children safe, then yes.",
    ),
    "down.why": (
        "The child in need plan did its work: the children are safe and the family wants to go on with early help.",
        "The risk has passed, checked at the last review. What is left is help that the hub gives best.",
    ),
    "down.said": (
        "We are ready. I do not want to start again from the beginning with somebody new.",
        "I am glad that it is {lead}.",
        "As long as I can still ring.",
    ),
    "close.needs_met": ("{end}",),
    "close.some_needs_met": ("{end} What is left goes on with the school and the GP.",),
    "close.moved_away": (
        "The family has moved to be near relatives. With {p1}’s agreement the new council has the plan.",
        "A new home in another county. The new school has been told and has a copy.",
    ),
    "close.family_ended": (
        "{p1} decided to stop: things are calmer, and visits felt like one thing too many. The door is open.",
        "{p1} would rather go on with the school alone. We agreed when to ring again.",
    ),
    "close.not_engaged": (
        "Five calls, two letters and a visit, at different times. {referrer} keeps an eye and will ask again.",
        "Nobody answered, and school sees the children each day. A letter says how to come back to us.",
    ),
    "close.social_care": (
        "Social care now helps, under a child in need plan. All that we know was handed over.",
        "A statutory assessment found that more is needed. {social} is the family’s worker now.",
    ),
    "close.said": (
        "It is the first time somebody asked what I wanted.",
        "I will miss the visits. We will be all right.",
        "You should have come sooner.",
        "Thank you.",
        "It helped that it was the same person.",
    ),
}
