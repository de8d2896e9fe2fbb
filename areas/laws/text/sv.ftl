# Laws: en mening om vad det handlar om.

area-laws = Laws
menu-laws = Laws

## Law
law = law
    .help = En mening om vad det är.
law-plural = laws
law-new = Skapa law
law-group-who = Vem
law-title = Rubrik
law-state = Läge
law-state-is-open = Öppen
law-state-is-done = Klar
law-move-finish = Markera som klar
law-move-reopen = Öppna igen
law-due = Klart senast
law-description = Beskrivning
law-owner = Ansvarig
law-owner-of = Laws
law-unit = Enhet
law-unit-of = Laws

finding-law-01 = Skulle ha varit klart { $date }. Markera som klar, eller ändra dagen och skriv varför.
