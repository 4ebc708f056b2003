"""Files on the disk: read whole or refused, written whole or not at all; the lock; what git knows of them."""
