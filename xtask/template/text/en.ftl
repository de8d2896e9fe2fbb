# {{Area}}: a sentence on what it is about.

area-{{area}} = {{Area}}
menu-{{area}} = {{Area}}

## {{Words}}
{{kind}} = {{words}}
    .help = A sentence on what it is.
{{kind}}-plural = {{area_words}}
{{kind}}-new = New {{words}}
{{kind}}-group-who = Who
{{kind}}-title = Title
{{kind}}-state = State
{{kind}}-state-is-open = Open
{{kind}}-state-is-done = Done
{{kind}}-move-finish = Mark as done
{{kind}}-move-reopen = Open again
{{kind}}-due = Due
{{kind}}-description = Description
{{kind}}-owner = Responsible
{{kind}}-owner-of = {{Area}}
{{kind}}-unit = Unit
{{kind}}-unit-of = {{Area}}

finding-{{prefix}}-01 = Should have been done by { $date }. Mark it as done, or change the day and say why.
