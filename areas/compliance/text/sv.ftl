# Compliance: en mening om vad det handlar om.

area-compliance = Compliance
menu-compliance = Compliance

## Assessment
assessment = assessment
    .help = En mening om vad det är.
assessment-plural = compliance
assessment-new = Skapa assessment
assessment-group-who = Vem
assessment-title = Rubrik
assessment-state = Läge
assessment-state-is-open = Öppen
assessment-state-is-done = Klar
assessment-move-finish = Markera som klar
assessment-move-reopen = Öppna igen
assessment-due = Klart senast
assessment-description = Beskrivning
assessment-owner = Ansvarig
assessment-owner-of = Compliance
assessment-unit = Enhet
assessment-unit-of = Compliance

finding-ass-01 = Skulle ha varit klart { $date }. Markera som klar, eller ändra dagen och skriv varför.
