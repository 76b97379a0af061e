"""Extraction of events: what one article reports as having happened, with evidence.

An article goes through these passes; each takes what the one before made:

========================  =======================================================================
``reading``               the words found by kind: weapons, places, dates, figures, speakers
                          (``Analysis``), cut into clauses (``View``)
``clause_findings``       what the words of one clause tell (``Findings``): counts, casualties,
                          triggers, and which of them are real
``clause_reading``        what the clause reports (``Candidate``), or why nothing (``Dropped``):
                          places and sides, then ``clause_filling``, ``clause_judging`` and
                          ``clause_sites``
``candidate_finding``     all clauses in order, without captions and links (``asides``); those of
                          one sentence share day, attacker, weapons, those under a heading its day
                          or place (``sections``)
``anchor_days``           the days that "that night" and "a day earlier" count from (``Resolver``)
``assemble``              one event per occurrence: ``list_entries``, ``joining``, ``starting``,
                          ``merging``, ``settling``; ``contradictions`` tells what must stay apart
``finish``                the row (``Event``), with what only the whole article tells (``Context``):
                          ``event_dates``, ``event_sides``, ``event_counts``, ``event_outcome``
========================  =======================================================================

``extract`` calls them. ``model`` is another extractor, whose answers take the last pass only.
"""
