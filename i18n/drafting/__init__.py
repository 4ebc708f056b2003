"""What a machine is to translate, what is known already, and a run that asks for the rest and saves it."""
