"""Why a chord is there, said from what happens: each reader looks at one kind of event.

A reader takes a ``Context`` and answers with a sentence, or with None when its event does not
happen. Every note a sentence names was found in the chords themselves.
"""
