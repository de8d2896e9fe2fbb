# {{Area}}: en mening om vad det handlar om.

area-{{area}} = {{Area}}
menu-{{area}} = {{Area}}

## {{Words}}
{{kind}} = {{words}}
    .help = En mening om vad det är.
{{kind}}-plural = {{area_words}}
{{kind}}-new = Skapa {{words}}
{{kind}}-group-who = Vem
{{kind}}-title = Rubrik
{{kind}}-state = Läge
{{kind}}-state-is-open = Öppen
{{kind}}-state-is-done = Klar
{{kind}}-move-finish = Markera som klar
{{kind}}-move-reopen = Öppna igen
{{kind}}-due = Klart senast
{{kind}}-description = Beskrivning
{{kind}}-owner = Ansvarig
{{kind}}-owner-of = {{Area}}
{{kind}}-unit = Enhet
{{kind}}-unit-of = {{Area}}

finding-{{prefix}}-01 = Skulle ha varit klart { $date }. Markera som klar, eller ändra dagen och skriv varför.
