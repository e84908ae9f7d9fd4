"""Every change an inspector makes to annotations, as a command that can be undone and redone.

``history.History`` is the QUndoStack; commands talk to an ``editor.AnnotationEditor`` and know no widget.
"""
