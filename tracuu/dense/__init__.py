"""Which text says nearly what another says, in whatever language? Vectors of sentences, an extra never loaded unasked.

`encoders` turn texts into vectors (a library or a model folder of the user's), `texts` says which parts of an article
get one, `vectors` keeps them beside the archive, `learn` makes what is missing, `rank` finds the nearest to a query and
`alike` compares two versions. docs/dense.md explains what it gains, costs and cannot do.
"""
