# Maturity: a sentence on what it is about.

area-maturity = Maturity
menu-maturity = Maturity

## Maturity model
maturity-model = maturity model
    .help = A sentence on what it is.
maturity-model-plural = maturity
maturity-model-new = New maturity model
maturity-model-group-who = Who
maturity-model-title = Title
maturity-model-state = State
maturity-model-state-is-open = Open
maturity-model-state-is-done = Done
maturity-model-move-finish = Mark as done
maturity-model-move-reopen = Open again
maturity-model-due = Due
maturity-model-description = Description
maturity-model-owner = Responsible
maturity-model-owner-of = Maturity
maturity-model-unit = Unit
maturity-model-unit-of = Maturity

finding-mat-01 = Should have been done by { $date }. Mark it as done, or change the day and say why.
