# Management: en mening om vad det handlar om.

area-management = Management
menu-management = Management

## Management review
management-review = management review
    .help = En mening om vad det är.
management-review-plural = management
management-review-new = Skapa management review
management-review-group-who = Vem
management-review-title = Rubrik
management-review-state = Läge
management-review-state-is-open = Öppen
management-review-state-is-done = Klar
management-review-move-finish = Markera som klar
management-review-move-reopen = Öppna igen
management-review-due = Klart senast
management-review-description = Beskrivning
management-review-owner = Ansvarig
management-review-owner-of = Management
management-review-unit = Enhet
management-review-unit-of = Management

finding-man-01 = Skulle ha varit klart { $date }. Markera som klar, eller ändra dagen och skriv varför.
