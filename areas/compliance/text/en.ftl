# Compliance: a sentence on what it is about.

area-compliance = Compliance
menu-compliance = Compliance

## Assessment
assessment = assessment
    .help = A sentence on what it is.
assessment-plural = compliance
assessment-new = New assessment
assessment-group-who = Who
assessment-title = Title
assessment-state = State
assessment-state-is-open = Open
assessment-state-is-done = Done
assessment-move-finish = Mark as done
assessment-move-reopen = Open again
assessment-due = Due
assessment-description = Description
assessment-owner = Responsible
assessment-owner-of = Compliance
assessment-unit = Unit
assessment-unit-of = Compliance

finding-ass-01 = Should have been done by { $date }. Mark it as done, or change the day and say why.
