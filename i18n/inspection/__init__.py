"""What a check asks of a whole project: is it complete, is it sound, is it worse than before?

inspector                     documents one by one: what is wrong with each, and what it adds to the other questions
completeness, new_documents   is as much translated as the project asks for? Which documents may still wait?
soundness                     what do the rules find in a document and its translations? What would a build refuse?
outdated                      which catalogs and templates do not have the messages of their source?
links                         which links lead nowhere, in the sources and in each locale as it would be built?
baseline, compare             what was found before, in a file or at a revision?
checked                       what a check found
"""
