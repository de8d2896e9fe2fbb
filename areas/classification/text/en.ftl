# Classification: a sentence on what it is about.

area-classification = Classification
menu-classification = Classification

## Information object
information-object = information object
    .help = A sentence on what it is.
information-object-plural = classification
information-object-new = New information object
information-object-group-who = Who
information-object-title = Title
information-object-state = State
information-object-state-is-open = Open
information-object-state-is-done = Done
information-object-move-finish = Mark as done
information-object-move-reopen = Open again
information-object-due = Due
information-object-description = Description
information-object-owner = Responsible
information-object-owner-of = Classification
information-object-unit = Unit
information-object-unit-of = Classification

finding-inf-01 = Should have been done by { $date }. Mark it as done, or change the day and say why.
