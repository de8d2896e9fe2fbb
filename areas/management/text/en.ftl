# Management: a sentence on what it is about.

area-management = Management
menu-management = Management

## Management review
management-review = management review
    .help = A sentence on what it is.
management-review-plural = management
management-review-new = New management review
management-review-group-who = Who
management-review-title = Title
management-review-state = State
management-review-state-is-open = Open
management-review-state-is-done = Done
management-review-move-finish = Mark as done
management-review-move-reopen = Open again
management-review-due = Due
management-review-description = Description
management-review-owner = Responsible
management-review-owner-of = Management
management-review-unit = Unit
management-review-unit-of = Management

finding-man-01 = Should have been done by { $date }. Mark it as done, or change the day and say why.
