"""What a check asks of a whole project: is it complete, is it sound, is it worse than before?"""
