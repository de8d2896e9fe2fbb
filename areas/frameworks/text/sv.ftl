# Frameworks: en mening om vad det handlar om.

area-frameworks = Frameworks
menu-frameworks = Frameworks

## Framework
framework = framework
    .help = En mening om vad det är.
framework-plural = frameworks
framework-new = Skapa framework
framework-group-who = Vem
framework-title = Rubrik
framework-state = Läge
framework-state-is-open = Öppen
framework-state-is-done = Klar
framework-move-finish = Markera som klar
framework-move-reopen = Öppna igen
framework-due = Klart senast
framework-description = Beskrivning
framework-owner = Ansvarig
framework-owner-of = Frameworks
framework-unit = Enhet
framework-unit-of = Frameworks

finding-fra-01 = Skulle ha varit klart { $date }. Markera som klar, eller ändra dagen och skriv varför.
