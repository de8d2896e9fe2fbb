# Risks: a sentence on what it is about.

area-risks = Risks
menu-risks = Risks

## Risk
risk = risk
    .help = A sentence on what it is.
risk-plural = risks
risk-new = New risk
risk-group-who = Who
risk-title = Title
risk-state = State
risk-state-is-open = Open
risk-state-is-done = Done
risk-move-finish = Mark as done
risk-move-reopen = Open again
risk-due = Due
risk-description = Description
risk-owner = Responsible
risk-owner-of = Risks
risk-unit = Unit
risk-unit-of = Risks

finding-ris-01 = Should have been done by { $date }. Mark it as done, or change the day and say why.
