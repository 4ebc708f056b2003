"""(source, target, context) → findings; no I/O."""
