"""Who is who: the matching engine. It knows nothing of Django or of the product.

A tour. What is known of a person goes in under the names of the model's fields, as text or as several
texts, today's first; nothing is refused, and what is not known is left out:

    model = load_model()                        # the shipped one; model.version and model.hash name it
    sought = prepare(model, {"given_names": "Liz", "family_name": "O'Brien", "born_on": "2015-03-02"})
    record = prepare(model, {"given_names": "Elizabeth Ann", "family_name": "OBrien", "born_on": "2015-02-03"})
    keys_of(model, record)                      # the texts to find it by; index them as key_number(key)
    result = score(model, sought, record)
    result.weight, result.probability           # of one person, against everybody else
    result.family_probability                   # of one family, the person included
    result.kinship                              # person, household or nobody: whichever is likeliest
    result.is_always_asked                      # a twin, perhaps: goes to a person whatever the weight
    result.parts, result.kin_bits               # the waterfall: sum(part.bits) + kin_bits == weight
    rank(model, sought, [(id, record), …])      # .person and .family, ranked apart; .certain joins by itself

In PostgreSQL the same weight comes out of `register_sql(model)`: keep its columns and the keys for each person,
and score candidates where they lie; `score_of_levels` explains what came out. Whole lists are matched from files
by `python -m kinfolk`; `read_list` reads one of them as the model's fields.

`prepare` takes the frequencies of a population, so that a rare name weighs more; the sought record's count.
`sized` sets how many people the population has: the more, the less a chance agreement says.
`learn_from_decisions` moves the weights by what people decided of pairs, and refuses where that is too little.
`movement` says how far counts have moved from what a model expects, or from earlier counts.
"""

from ._internals.batch.decisions import (
    Decision,
    DecisionsRefused,
    chances_of_one_person,
    learn_from_decisions,
    refuse_too_few,
)
from ._internals.batch.files import read_list
from ._internals.batch.mapping import MappingRefused
from ._internals.columns.dates import is_date
from ._internals.compiled.register import RegisterSql, register_sql
from ._internals.model.drift import Movement, movement
from ._internals.model.keys import key_number, keys_of
from ._internals.model.parts import Model
from ._internals.model.preparing import Frequencies, prepare
from ._internals.model.ranking import Answers, Candidate, rank
from ._internals.model.reading import load_model, model_of, sized
from ._internals.model.scoring import Kinship, Score, score, score_of_levels

__all__ = [
    "Answers",
    "Candidate",
    "Decision",
    "DecisionsRefused",
    "Frequencies",
    "Kinship",
    "MappingRefused",
    "Model",
    "Movement",
    "RegisterSql",
    "Score",
    "chances_of_one_person",
    "is_date",
    "key_number",
    "keys_of",
    "learn_from_decisions",
    "load_model",
    "model_of",
    "movement",
    "prepare",
    "rank",
    "read_list",
    "refuse_too_few",
    "register_sql",
    "score",
    "score_of_levels",
    "sized",
]
