"""What a machine is to translate, and what is known already."""
