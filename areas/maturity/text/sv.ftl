# Maturity: en mening om vad det handlar om.

area-maturity = Maturity
menu-maturity = Maturity

## Maturity model
maturity-model = maturity model
    .help = En mening om vad det är.
maturity-model-plural = maturity
maturity-model-new = Skapa maturity model
maturity-model-group-who = Vem
maturity-model-title = Rubrik
maturity-model-state = Läge
maturity-model-state-is-open = Öppen
maturity-model-state-is-done = Klar
maturity-model-move-finish = Markera som klar
maturity-model-move-reopen = Öppna igen
maturity-model-due = Klart senast
maturity-model-description = Beskrivning
maturity-model-owner = Ansvarig
maturity-model-owner-of = Maturity
maturity-model-unit = Enhet
maturity-model-unit-of = Maturity

finding-mat-01 = Skulle ha varit klart { $date }. Markera som klar, eller ändra dagen och skriv varför.
