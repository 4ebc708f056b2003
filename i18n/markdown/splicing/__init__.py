"""How translations go back into a document: written in their places, then held to two gates."""
