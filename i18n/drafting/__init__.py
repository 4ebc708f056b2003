"""What a machine is to translate, what is known already, and a run that asks for the rest and saves it.

texts, plan   which texts of a document are to be asked for, with what stands around them?
run           several workers ask, one thread saves document after document, each after a last look by the splicer
result        what a run is asked for, and what came of it
"""
