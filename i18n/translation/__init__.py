"""From an untranslated message to a machine's translation that can be trusted and told apart.

    engine, registry      what is an engine to us, and which are there?
    engines/              how is one service asked?
    transport, failures   how does a request end, and what is wrong where it fails?
    protection            how is Markdown shown to a machine as words and tokens, and put together again?
    punctuation           what of Chinese typography is left in an answer in Latin letters?
    gates                 what must hold of an answer?
    translator, tries     what is asked, asked again, asked piece by piece, or left?
    calls, cache          how is an engine called so that no reply is lost? What was answered before?
    estimate              what will the rest cost?

A `PassingError` never leaves the transport: it is tried again. A `RequestError` becomes a reason for the texts of one
request, an `EngineError` ends the run. Only while a request is on its way it holds one of the transport's slots.
"""
