# Risks: en mening om vad det handlar om.

area-risks = Risks
menu-risks = Risks

## Risk
risk = risk
    .help = En mening om vad det är.
risk-plural = risks
risk-new = Skapa risk
risk-group-who = Vem
risk-title = Rubrik
risk-state = Läge
risk-state-is-open = Öppen
risk-state-is-done = Klar
risk-move-finish = Markera som klar
risk-move-reopen = Öppna igen
risk-due = Klart senast
risk-description = Beskrivning
risk-owner = Ansvarig
risk-owner-of = Risks
risk-unit = Enhet
risk-unit-of = Risks

finding-ris-01 = Skulle ha varit klart { $date }. Markera som klar, eller ändra dagen och skriv varför.
