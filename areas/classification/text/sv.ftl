# Classification: en mening om vad det handlar om.

area-classification = Classification
menu-classification = Classification

## Information object
information-object = information object
    .help = En mening om vad det är.
information-object-plural = classification
information-object-new = Skapa information object
information-object-group-who = Vem
information-object-title = Rubrik
information-object-state = Läge
information-object-state-is-open = Öppen
information-object-state-is-done = Klar
information-object-move-finish = Markera som klar
information-object-move-reopen = Öppna igen
information-object-due = Klart senast
information-object-description = Beskrivning
information-object-owner = Ansvarig
information-object-owner-of = Classification
information-object-unit = Enhet
information-object-unit-of = Classification

finding-inf-01 = Skulle ha varit klart { $date }. Markera som klar, eller ändra dagen och skriv varför.
