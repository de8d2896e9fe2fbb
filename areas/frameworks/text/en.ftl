# Frameworks: a sentence on what it is about.

area-frameworks = Frameworks
menu-frameworks = Frameworks

## Framework
framework = framework
    .help = A sentence on what it is.
framework-plural = frameworks
framework-new = New framework
framework-group-who = Who
framework-title = Title
framework-state = State
framework-state-is-open = Open
framework-state-is-done = Done
framework-move-finish = Mark as done
framework-move-reopen = Open again
framework-due = Due
framework-description = Description
framework-owner = Responsible
framework-owner-of = Frameworks
framework-unit = Unit
framework-unit-of = Frameworks

finding-fra-01 = Should have been done by { $date }. Mark it as done, or change the day and say why.
