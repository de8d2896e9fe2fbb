# Laws: a sentence on what it is about.

area-laws = Laws
menu-laws = Laws

## Law
law = law
    .help = A sentence on what it is.
law-plural = laws
law-new = New law
law-group-who = Who
law-title = Title
law-state = State
law-state-is-open = Open
law-state-is-done = Done
law-move-finish = Mark as done
law-move-reopen = Open again
law-due = Due
law-description = Description
law-owner = Responsible
law-owner-of = Laws
law-unit = Unit
law-unit-of = Laws

finding-law-01 = Should have been done by { $date }. Mark it as done, or change the day and say why.
