"""Suggestions: which statements an outcome may serve, with a confidence and reasons. The machine proposes, people decide.

`stem_kk`, `stems` words to keys · `concepts` the trilingual table · `terms` texts to weighted terms · `recognise` languages ·
`index` BM25F over statements · `features`, `model` a probability · `suggest` all of it · `context` the programme's own links ·
`labelled`, `measures`, `baselines`, `fitting` how good it is.
"""
