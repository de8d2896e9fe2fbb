# Efterlevnad: sidor, dokument, kapitel och uppgifter.

## Menu
menu-compliance = Efterlevnad
menu-assessments = Bedömningar
menu-compliance-documents = Efterlevnad per dokument
menu-compliance-requirements = Kontroller per krav
menu-controls = Kontroller
menu-control-checks = Kontrolltillfällen
menu-internal-control = Intern kontroll
menu-indicators = Nyckeltal
menu-external-reviewers = Externa granskare

## All pages
compliance-all = Alla
compliance-show = Visa
compliance-part = { $n } av { $total } visas.
compliance-part-all = Visa alla
grade-unjudged = Inte bedömt
control-never = Inte kontrollerat

## An assessment
assessment-tab-record = Om bedömningen
assessment-tab-requirements = Krav för krav
assessment-tab-gap = GAP
assessment-tab-statement = Tillämplighet
assessment-lead = { $framework } för { $scope }. Välj ett krav för att bedöma det.
assessment-told = { $percent } av det som har bedömts och gäller är uppfyllt. { $judged } av { $total } krav är bedömda.
assessment-share = uppfyllt
assessment-share-must = uppfyllt av det som måste
assessment-bar = Så ligger kraven
assessment-count = Antal
assessment-mine = Mina krav
assessment-shown = { $n ->
    [one] Ett krav visas.
   *[other] { $n } krav visas.
 }
assessment-column-requirement = Krav
assessment-column-priority = Prioritet
assessment-column-grade = Efterlevnad
assessment-column-shown = Visas av
assessment-column-measures = Åtgärder
assessment-column-owner = Ansvarig
assessment-empty = Bedömningen är inte påbörjad
assessment-empty-do = { $n ->
    [one] Ramverket har ett krav. Börja, så läggs det upp här.
   *[other] Ramverket har { $n } krav. Börja, så läggs de upp här och kan bedömas ett i taget.
 }
assessment-begin = { $n ->
    [one] Börja med ett krav
   *[other] Börja med { $n } krav
 }
assessment-begin-reason = Bedömningen påbörjad.
assessment-new-told = { $n ->
    [one] Ramverket har fått ett krav som inte är med här.
   *[other] Ramverket har fått { $n } krav som inte är med här.
 }
assessment-add = Lägg till dem
assessment-hidden = Något bedömt krav är dolt för dig och kan vara ett av dem. Be någon som ser det att lägga till dem.
assessment-lost = { $n ->
    [one] Ett bedömt krav finns inte längre i ramverket. Det räknas inte, men finns kvar.
   *[other] { $n } bedömda krav finns inte längre i ramverket. De räknas inte, men finns kvar.
 }
assessment-lost-which = Vilka
assessment-panel = Efterlevnad
assessment-panel-empty = Kraven är inte upplagda än.

## An answer
answering-now = Bedöm
answering-asked = Kravet
answering-questions = Ramverkets frågor
answering-count = Räkna ur svaren
answering-open = { $n ->
    [one] En fråga är inte besvarad. Graden räknas när alla är det.
   *[other] { $n } frågor är inte besvarade. Graden räknas när alla är det.
 }
answering-come-to = Svaren ger:
answering-say-nothing = Svaren säger inget om graden. Välj den själv.
answering-points = Poäng: { $score }.
answering-points-of = Poäng: { $score } på skalan { $least }–{ $most }.
answering-guidance = Vägledning
answering-typical = Vad som brukar visa det
answering-controls = Kontroller som visar kravet
answering-together = Kontrollerna talar tillsammans för:
answering-newest = Senaste resultat
answering-way = Hur
answering-direct = direkt
answering-evidence = Underlag och dokument
answering-elsewhere = { $n ->
    [one] Ett liknande krav i andra bedömningar
   *[other] { $n } liknande krav i andra bedömningar
 }
answering-no-grade = Inte bedömt
answering-no-priority = Ingen prioritet
answering-proposed = enligt kontrollerna
answering-computed = räknat ur svaren
answering-save = Spara
answering-save-next = Spara och gå till nästa
answering-more = Underlag, åtgärder och ansvarig
answering-wrong = Det gick inte att spara. Inget är ändrat.
answering-changed = Någon annan har ändrat kravet medan du skrev. Din text står kvar: läs igenom den och spara igen.

## What something counts for
counts-here = Var den räknas
counts-title = Var { $title } räknas
counts-lead = Här ser du vilka krav som ändras, innan något ändras. Det som är mappat räknas också i andra ramverk.
counts-none = Inget krav att räknas för
counts-none-do = Koppla den till krav i ett ramverk, eller börja en bedömning.
counts-told = { $n ->
    [one] Den kan läggas till ett krav där den inte redan står.
   *[other] Den kan läggas till { $n } krav där den inte redan står.
 }
counts-others = Det som gäller andra delar av organisationen, och som du inte ansvarar för, är inte förvalt.
counts-caption = Krav som berörs
counts-choose = Ta med
counts-requirement = Krav
counts-now = Nu
counts-then = Talar för
counts-there = finns redan
counts-same = ingen ändring
counts-grades = Sätt också den grad som den talar för
counts-take = Lägg till de valda
counts-reason = Räknas genom { $title }.

## Statement and GAP
statement-title = Uttalande om tillämplighet
statement-lead = Vilka krav som gäller här, varför, och vad som visar att de uppfylls.
statement-empty-do = Börja bedömningen under Krav för krav.
statement-requirement = Krav
statement-reference = Beteckning
statement-applies = Gäller
statement-why = Skäl
statement-shown = Visas av
statement-files = Som fil
statement-excel = Excel, med alla kolumner
statement-oscal = OSCAL assessment results (JSON)
gaps-title = GAP-lista
gaps-lead = Det som saknas: hur det är, vad som behövs och vad som görs. Det som måste uppfyllas kommer först.
gaps-none = Inget saknas
gaps-none-do = När ett krav bedöms som delvis eller inte uppfyllt hamnar det här.
gaps-many = krav saknar något
gaps-without = saknar åtgärd
gaps-action = Åtgärd
gaps-no-action = Ingen åtgärd
gaps-new-measure = Skapa åtgärd
gaps-excel = Excel
gaps-oscal = OSCAL plan of action and milestones (JSON)

## The picture
picture-title = Efterlevnad
picture-lead = Hur ramverken följs i delarna av organisationen. Välj en ruta för att se krav för krav.
picture-chart = Ramverk och delar
picture-table = Bedömningar
picture-scope = Avser
picture-framework = Ramverk
picture-gaps = Saknar något
picture-judged = Bedömda
picture-told-gaps = krav saknar något
picture-told-unjudged = krav är inte bedömda
picture-empty = Ingen bedömning finns
picture-empty-do = Välj ett ramverk och en del av organisationen, och skapa en bedömning.
picture-told = { $n ->
    [one] En bedömning.
   *[other] { $n } bedömningar.
 } { $low ->
    [0] Ingen har låg efterlevnad.
   *[other] { $low } har låg efterlevnad.
 }
picture-shade-high = Hög
picture-shade-some = Viss
picture-shade-low = Låg
picture-shade-unsure = För lite bedömt
picture-files = Rapport till regionledningen

## By document and by requirement
by-document-title = Efterlevnad per styrande dokument
by-document-lead = Hur varje dokument följs: uppföljningar, kontroller och de krav som dokumentet svarar mot.
by-document-none = Inga styrande dokument
by-document-none-do = Lägg upp dokumenten först.
by-document-known = dokument har något resultat
by-document-deviating = avviker någonstans
by-document-unknown = dokument som ingen följt upp
by-document-check = Uppföljning
by-document-when = När
by-document-controls = Kontroller
by-document-never = Inte uppföljt
followed-title = Hur dokumentet följs
followed-told = { $n ->
    [one] Ett krav svarar mot dokumentet: { $percent } uppfyllt.
   *[other] { $n } krav svarar mot dokumentet: { $percent } uppfyllt.
 }
by-requirement-title = Kontroller per krav
by-requirement-lead = Vilka krav som kontrolleras, direkt eller genom mappning, och vad kontrollerna visar.
by-requirement-none = Inget ramverk finns
by-requirement-none-do = Läs in ett ramverk först.
by-requirement-told = { $n } av { $total } krav har en kontroll, { $checked } har ett resultat.
by-requirement-controls = Kontroller
by-requirement-result = Visar
by-requirement-uncontrolled = Ingen kontroll
by-requirement-controlled = krav har en kontroll
by-requirement-checked = krav har ett resultat
by-requirement-without = krav saknar kontroll
by-requirement-new = Ny kontroll
by-requirement-by = genom

## Controls
catalogue-controls = Kontrollkatalog
catalogue-controls-lead = Kontroller som informationssäkerhet och it-säkerhet äger tillsammans, det som ska göras först överst.
catalogue-controls-none = Inga kontroller
catalogue-controls-none-do = Börja med kontroller av kraven i cybersäkerhetslagen.
catalogue-list = Hela listan
catalogue-late = försenade
catalogue-coming = snart dags
catalogue-deviating = avviker
catalogue-all = kontroller
catalogue-due = Nästa gång
catalogue-level = Senaste nivå
catalogue-owners = Ansvariga
catalogue-do = Gör
catalogue-is-late = Försenad
catalogue-sign = Fyll i och signera
catalogue-check = Planera kontroll
control-standing = Så ligger den till
control-by-place = Ställe för ställe
check-title = Planera: { $title }
check-here = Planera
check-lead = Välj dag och sätt. Vid slumpvis kontroll lottas var den görs.
check-plan = Planera och fyll i
check-places = { $n ->
    [one] Vid slumpvis kontroll lottas ett av dessa.
   *[other] Vid slumpvis kontroll lottas { $n } av dessa.
 }
check-drawn = Lottat bland { $n } ställen med talet { $seed }.
sign-lead = Svara på varje punkt, välj nivå och signera. Det som är signerat ändras inte.
sign-now = Signera
sign-later = Spara och signera senare
sign-no-role = Välj roll
sign-as = Signeras av { $name } { $date }.
done-signed = Kontrollen är signerad.

## Figures
indicator-tab-record = Om nyckeltalet
indicator-tab-series = Utveckling
indicators-title = Nyckeltal
indicators-lead = Senaste värdet för hela organisationen, mot den nivå som det ska hålla.
indicators-none = Inga nyckeltal
indicators-none-do = Bestäm vad som ska följas, varifrån siffran hämtas och vem som lämnar den.
indicators-enter = Lämna värden
indicators-newest = Senaste värde
indicators-period = Period till och med
indicators-trend = Utveckling
indicators-standing = Mot målnivån
indicators-parts = { $n } av { $total } enheter
indicators-up = ökar
indicators-down = minskar
indicators-same = oförändrat
indicators-files = Till planeringssystemet
indicators-planning = Datum, enhet, mätetal, kolumn och värde med planeringssystemets koder. Skyddade nyckeltal och texter följer aldrig med.
indicators-planning-file = Värden som fil (CSV)
indicators-planning-name = nyckeltal
standing-reached = Når målnivån
standing-below = Når inte målnivån
standing-alarming = Larmnivå
standing-none = Ingen målnivå
standing-unreported = Inget värde
series-none = Inga värden än
series-none-do = När någon har lämnat ett värde visas utvecklingen här.
series-told = { $title } för { $unit }, period för period.
series-table = Värden per enhet, { $unit }
enter-title = Lämna värden
enter-lead = De nyckeltal som du ansvarar för, för den period som senast tog slut. Det du lämnar tomt räknas inte.
enter-none = Du ansvarar inte för något nyckeltal
enter-none-do = Den som är ansvarig för ett nyckeltal lämnar värdena här.
enter-period = Period till och med { $date }. Hämtas ur: { $source }.
enter-save = Lämna värdena

## Documents
internal-control-files = Som fil
internal-control-plan-document = Internkontrollplan
internal-control-report = Uppföljning av intern kontroll
internal-control-plan-lead = Det här kontrolleras under året. Resultatet redovisas efter årets slut.
internal-control-told = { $n } kontrollpunkter, { $done } med resultat, { $deviating } med avvikande nivå.
internal-control-open = Inte kontrollerad
internal-control-outcome = Utfall per kontrollpunkt
internal-control-draft = Inte färdig
internal-control-draft-note = Uppföljningen är inte återrapporterad än.
points-title = Resultat: { $title }
points-here = Resultat
points-lead = Skriv vad varje kontrollpunkt gav och om nivån avviker. Vad kontrollerna har funnit under perioden står bredvid. Ändringar går att göra tills planen är återrapporterad.
points-fill = Fyll i resultat
points-unfound = Inte kontrollerat under perioden
points-proposed = enligt kontrollen
points-save = Spara resultaten
points-more = Åtgärder och övriga uppgifter
points-changed = Någon annan har ändrat planen medan du skrev. Din text står kvar: läs igenom den och spara igen.
compliance-report-title = Efterlevnadsrapport
compliance-report-lead = Hur ledningssystemet för informationssäkerhet efterlevs: ramverk, styrande dokument, kontroller och nyckeltal.
compliance-report-frameworks = Ramverk
compliance-report-documents = Styrande dokument
compliance-report-documents-told = { $n } av { $total } dokument har något resultat.
compliance-report-controls = Kontroller
compliance-report-figures = Nyckeltal
compliance-report-told-assessments = { $n ->
    [one] En bedömning.
   *[other] { $n } bedömningar.
 }
compliance-report-told-gaps = { $n ->
    [one] Ett krav saknar något.
   *[other] { $n } krav saknar något.
 }
compliance-report-told-late = { $n ->
    [one] En kontroll är försenad.
   *[other] { $n } kontroller är försenade.
 }
compliance-report-told-deviating = { $n ->
    [one] En kontroll avviker.
   *[other] { $n } kontroller avviker.
 }
compliance-report-told-unknown = { $n ->
    [one] Ett styrande dokument har ingen följt upp.
   *[other] { $n } styrande dokument har ingen följt upp.
 }
oscal-result = Bedömning av efterlevnad.
oscal-plan = Plan för bedömningen
oscal-plan-none = Ingen särskild plan; bedömningen görs krav för krav.
oscal-need-none = Behovet är inte beskrivet.

## Chapters
chapter-compliance = Efterlevnad
chapter-controls = Kontroller och intern kontroll
chapter-indicators = Nyckeltal
compliance-told-gaps = Krav som saknar något
compliance-told-unjudged = Krav som inte är bedömda
compliance-told-late = Försenade kontroller
compliance-told-checks = Signerade kontroller under perioden
compliance-told-deviating = Kontroller med avvikelse
compliance-told-points = Kontrollpunkter med avvikande nivå
compliance-told-wanting = Kontroller som avviker eller är försenade
compliance-told-reached = Nyckeltal som når målnivån
compliance-told-below = Nyckeltal som inte når målnivån
compliance-told-alarming = Nyckeltal på larmnivå
compliance-told-followed = Nyckeltal som följs

## Duties
duty-requirements = { $n ->
    [one] Bedöm ett krav: { $title }
   *[other] Bedöm { $n } krav: { $title }
 }
duty-requirements-why = Du ansvarar för kraven och de är inte bedömda än.
duty-assessment-begin = Börja bedömningen: { $title }
duty-assessment-begin-why = Du ansvarar för den. Kraven läggs upp med ett tryck.
duty-assessment-settle = Fastställ bedömningen: { $title }
duty-assessment-settle-why = Den ska vara klar snart. Det som inte är bedömt måste bedömas först.
duty-check-sign = Gör och signera: { $title }
duty-check-sign-why = Kontrollen är planerad och du gör den.
duty-control-due = Planera kontroll: { $title }
duty-control-due-why = Det är dags för den igen enligt hur ofta den ska göras.
duty-figures = { $n ->
    [one] Lämna värden för ett nyckeltal
   *[other] Lämna värden för { $n } nyckeltal
 }
duty-figures-why = Perioden är slut, och ledningen följer siffrorna.
duty-internal-control-plan = Skriv klart: { $title }
duty-internal-control-plan-why = Nämnden ska besluta om planen innan året börjar.
duty-internal-control-report = Återrapportera: { $title }
duty-internal-control-report-why = Varje kontrollpunkt ska ha resultat och nivå.
duty-review = Förbered granskning: { $title }
duty-review-why = Den externa granskaren kommer snart.
