# Ledningssystemet: åtgärdsplan, ledningens genomgång, årliga rapporter, modellen och certifiering.

area-management = Ledning av informationssäkerheten
menu-management = Ledningens genomgång
menu-action-plan = Åtgärdsplan
menu-reports = Årliga rapporter
menu-model = Modellen i bruk
menu-stances = Certifiering
menu-candidates = Kandidater till styrmodellen

## Tillfällen
occasion-half-first = första halvåret { $year }
occasion-half-second = andra halvåret { $year }
occasion-part = del { $part } av { $parts }, { $year }
occasion-first = första halvåret
occasion-second = andra halvåret
occasion-of = del { $part } av { $parts }
occasion-plan = Planera { $occasion }
occasion-is-held = Hållen
occasion-is-late = Hållen för sent
occasion-is-prepared = Förberedd
occasion-is-planned = Planerad
occasion-is-open = Inte planerad
occasion-is-missed = Missad

## Nivå för ledningens genomgång
review-level = nivå för genomgång
    .help = En ledning som regelbundet går igenom hur arbetet går i sin del av organisationen, och hur ofta.
review-level-plural = nivåer för genomgång
review-level-new = Ny nivå
review-level-title = Benämning
review-level-unit = Enhet
    .help = Genomgången gäller enheten och allt under den.
review-level-unit-of = Ledningens genomgång
review-level-leadership = Ledning
    .help = Ledningsgruppen eller enheten som håller genomgången.
review-level-leadership-of = Håller genomgång
review-level-per_year = Gånger per år
    .help = 1, 2, 3, 4, 6 eller 12. Vanligt är 2.
review-level-period = Gäller
review-level-owner = Ansvarig
    .help = Ser till att genomgången blir av och har ett underlag.
review-level-owner-of = Ansvarar för genomgångar
review-level-note = Anteckning

## Ledningens genomgång
management-review = ledningens genomgång
    .help = Ledningen går igenom hur arbetet går, beslutar och följer upp. Underlaget görs av det som finns här.
management-review-plural = ledningens genomgångar
management-review-new = Ny genomgång
management-review-group-when = När
management-review-group-who = Vem
management-review-group-material = Underlag
management-review-group-outcome = Vad det blev
management-review-group-after = Efteråt
management-review-title = Rubrik
management-review-state = Läge
management-review-state-is-planned = Planerad
management-review-state-is-prepared = Förberedd
management-review-state-is-held = Hållen
management-review-state-is-followed-up = Uppföljd
management-review-move-prepare = Markera som förberedd
management-review-move-hold = Markera som hållen
management-review-move-follow-up = Följ upp
management-review-move-rework = Ta tillbaka
management-review-move-reopen = Öppna igen
management-review-level = Nivå
management-review-level-of = Genomgångar
management-review-year = År
management-review-part = Del av året
    .help = 1 är den första: vid två gånger om året är 1 första halvåret och 2 det andra.
management-review-planned = Planerad dag
management-review-held = Hållen
    .help = Underlaget visas därefter så som det var den dagen.
management-review-meeting = Möte
management-review-meeting-of = Ledningens genomgång
management-review-unit = Enhet
management-review-unit-of = Ledningens genomgång
management-review-owner = Ansvarig
    .help = Gör underlaget och ser till att det som bestäms blir gjort.
management-review-owner-of = Ansvarar för genomgångar
management-review-comments = Till punkterna
    .help = Det som siffrorna inte säger: vad som har ändrats omkring er, vad andra väntar sig, vad ni har fått höra.
management-review-comments-item = Punkt
management-review-comments-text = Text
management-review-conclusion = Slutsats
    .help = Vad ledningen tycker om läget, i några meningar.
management-review-outcomes = Beslutat
    .help = En rad för varje sak som bestämdes. Länka beslutet, åtgärden eller båda.
management-review-outcomes-sort = Slag
management-review-outcomes-text = Vad som bestämdes
management-review-outcomes-decision = Beslut
management-review-outcomes-decision-of = Togs vid ledningens genomgång
management-review-outcomes-measure = Åtgärd
management-review-outcomes-measure-of = Bestämdes vid ledningens genomgång
management-review-followed = Uppföljd
management-review-follow_up = Vad det blev av det
review-title-of = Ledningens genomgång, { $level }, { $occasion }
outcome-state = Åtgärdens läge

## Årlig rapport
management-report = årlig rapport
    .help = En berättelse eller uppföljning för ett år. Siffrorna hämtas ur det som finns här; ni skriver sammanfattning och förslag.
management-report-plural = årliga rapporter
management-report-new = Ny årlig rapport
management-report-group-content = Innehåll
management-report-group-decision = Beslut
management-report-group-who = Vem
management-report-title = Rubrik
management-report-state = Läge
management-report-state-is-draft = Utkast
management-report-state-is-submitted = Inlämnad
management-report-state-is-decided = Beslutad
management-report-move-submit = Lämna in
management-report-move-decide = Markera som beslutad
management-report-move-return = Ta tillbaka till utkast
management-report-report = Rapport
management-report-year = År
management-report-counted_to = Räknad till och med
    .help = Sista dagen som siffrorna gäller. Tomt betyder årets sista dag.
management-report-summary = Sammanfattning
    .help = Det som den som beslutar ska veta först.
management-report-outlook = Bedömning och förslag
management-report-measures = Valda åtgärder
    .help = De åtgärder som väljs för de kommande åren. De följs upp med framdrift och effekt.
management-report-measures-of = Vald i årlig rapport
management-report-body = Beslutande
management-report-body-of = Beslutar om årliga rapporter
management-report-decision = Beslut
management-report-decision-of = Årliga rapporter
management-report-unit = Enhet
    .help = Tomt betyder hela organisationen.
management-report-unit-of = Årliga rapporter
management-report-owner = Ansvarig
management-report-owner-of = Skriver årliga rapporter

## Ställningstagande till certifiering
standard-stance = ställningstagande till certifiering
    .help = Hur ni har valt att förhålla er till en standard. Att inte certifiera sig är också ett val.
standard-stance-plural = ställningstaganden till certifiering
standard-stance-new = Nytt ställningstagande
standard-stance-group-when = När
standard-stance-group-who = Vem
standard-stance-title = Rubrik
standard-stance-standard = Standard
standard-stance-stance = Ställningstagande
standard-stance-stance-is-followed = Följs, certifiering är inget mål
standard-stance-stance-is-aiming = Ska certifieras
standard-stance-stance-is-certified = Certifierad
standard-stance-stance-is-not-followed = Följs inte
standard-stance-scope = Omfattning
standard-stance-motive = Motiv
standard-stance-decision = Beslut
standard-stance-decision-of = Ställningstaganden till certifiering
standard-stance-since = Från och med
standard-stance-look_again = Ny prövning
standard-stance-valid_to = Certifikat giltigt till och med
standard-stance-unit = Enhet
standard-stance-unit-of = Ställningstaganden till certifiering
standard-stance-owner = Ansvarig
standard-stance-owner-of = Ansvarar för ställningstaganden

## Kandidat till styrmodellen
steering-candidate = kandidat till styrmodellen
    .help = En aktivitet i informationssäkerhetsarbetet som kanske görs bättre inom styrmodellen för it.
steering-candidate-plural = kandidater till styrmodellen
steering-candidate-new = Ny kandidat
steering-candidate-group-trial = Prövning
steering-candidate-group-outcome = Vad det blev
steering-candidate-group-who = Vem
steering-candidate-title = Aktivitet
steering-candidate-state = Läge
steering-candidate-state-is-proposed = Föreslagen
steering-candidate-state-is-trying = Prövas
steering-candidate-state-is-moved = Flyttad
steering-candidate-state-is-kept = Stannar
steering-candidate-move-try = Börja pröva
steering-candidate-move-move = Flytta
steering-candidate-move-keep = Låt den stanna
steering-candidate-move-try-again = Pröva igen
steering-candidate-today = Så görs det i dag
steering-candidate-gain = Vad som vinns
steering-candidate-answers = Prövning
    .help = En rad för varje fråga.
steering-candidate-answers-criterion = Fråga
steering-candidate-answers-answer = Svar
steering-candidate-answers-answer-is-yes = Ja
steering-candidate-answers-answer-is-partly = Delvis
steering-candidate-answers-answer-is-no = Nej
steering-candidate-answers-answer-is-unknown = Vet inte
steering-candidate-answers-note = Anteckning
steering-candidate-conclusion = Slutsats
steering-candidate-decision = Beslut
steering-candidate-decision-of = Kandidater till styrmodellen
steering-candidate-object = Hör till
    .help = Objektet eller familjen där den görs efter flytten.
steering-candidate-object-of = Flyttade hit
steering-candidate-measure = Åtgärd
steering-candidate-measure-of = Flyttar till styrmodellen
steering-candidate-moved = Flyttad
steering-candidate-unit = Enhet
steering-candidate-unit-of = Kandidater till styrmodellen
steering-candidate-owner = Ansvarig
steering-candidate-owner-of = Prövar kandidater

## Modellens delar
model-adoption = del av modellen
    .help = Hur långt en del av referensmodellen har kommit i en enhet.
model-adoption-plural = delar av modellen
model-adoption-new = Ny del av modellen
model-adoption-title = Benämning
model-adoption-part = Del
model-adoption-standing = Läge
model-adoption-standing-is-in-force = I bruk
model-adoption-standing-is-partly = På väg
model-adoption-standing-is-not-begun = Inte påbörjad
model-adoption-standing-is-not-chosen = Väljs bort
model-adoption-since = I bruk sedan
model-adoption-due = Ska vara i bruk
model-adoption-note = Hur det märks, eller varför den väljs bort
model-adoption-measures = Åtgärder
model-adoption-measures-of = För in i bruk
model-adoption-unit = Enhet
    .help = Tomt betyder hela organisationen.
model-adoption-unit-of = Modellens delar
model-adoption-owner = Ansvarig
model-adoption-owner-of = Ansvarar för modellens delar

## Hur genomgångarna står
management-title = Ledningens genomgång
management-lead = Varje ledning går igenom hur arbetet går, bestämmer och följer upp. Här syns vilka genomgångar som är hållna, planerade och missade.
management-empty = Ingen ledning har någon genomgång än
management-empty-why = Lägg till en nivå för varje ledning som ska gå igenom arbetet. Underlaget görs sedan av sig självt.
management-held = hållna i år
management-coming = planerade
management-missed = missade
management-levels = nivåer
management-table = Genomgångar per nivå
management-outcomes = Bestämt vid genomgångar som inte är uppföljda
management-unit = Enhet
management-unit-all = Hela organisationen
management-show = Visa
management-documents = Som dokument
levels-common = Nivåer som är vanliga
levels-common-why = Vanligt är { $levels } nivåer som håller genomgång { $times } gånger om året: { $all } tillfällen. Välj en enhet för att lägga till den som nivå.

## Underlaget
material-title = Underlag: { $review }
material-here = Underlag
material-frozen = Så som det var { $date }, då genomgången hölls.
material-live = Så som det är nu. När genomgången är hållen fryses underlaget.
time-beside = Läget { $date } jämfört med { $since }
time-alone = Läget { $date }. Det som har kommit och gått räknas från { $since }
material-write = Skriv till punkterna
material-document = Underlag till genomgången
material-file = underlag
material-figures = { $chapter } i siffror
loose-title = Det som inte leder vidare än
loose-why = Varje sak som bestämdes ska bli en åtgärd eller ett beslut. Gör den till en åtgärd här, eller förbered ett beslut och länka det.
loose-measure = Gör till åtgärd
loose-decision = Förbered beslut
loose-reason = Bestämt vid ledningens genomgång.
material-nothing = Inget finns här att visa om detta. Skriv en egen text om det finns något att säga.
material-open = Öppna underlaget
material-summary-title = Det viktigaste i korthet
material-summary-chapter = Område
review-earlier-title = Förra genomgången
review-earlier-of = { $review }, hållen { $date }.
review-earlier-left = Åtgärder som är kvar att göra
review-earlier-done = Åtgärder som är gjorda
review-earlier-decided = Saker som bestämdes

## Åtgärdsplanen
action-plan-title = Åtgärdsplan för informationssäkerhet
action-plan-lead = Mål, vad som görs för att nå dem, vem som ser till det, när det ska vara klart och hur det går.
action-plan-empty = Inga mål gäller just nu
action-plan-empty-why = Skriv in målen från den beslutade planen. Koppla sedan åtgärder till målen, så syns planen här.
action-plan-open-goal = Öppna målet
action-plan-idle = Inget görs för målet
action-plan-loose = Prioriterade åtgärder utan mål
action-plan-loose-why = De ska genomföras men leder inte till något av målen. Koppla dem till ett mål i fältet Orsak.
action-plan-what = Vad som görs
action-plan-sort = Typ
action-plan-goal = Mål
action-plan-goal-to = Gäller till
action-plan-owner = Ansvarig
action-plan-due = Klart senast
action-plan-state = Läge
action-plan-late = försenad
action-plan-file = åtgärdsplan

## Rapporterna
reports-title = Årliga rapporter
reports-lead = Berättelser och uppföljningar till dem som leder, för varje år och enhet. Varje tal leder till det som är räknat.
reports-report = Rapport
reports-receiver = Till
reports-none = Ingen skriven
reports-due = Ska finnas { $date }
reports-live = Visa { $year }
reports-elsewhere = Rapporter som görs på andra ställen
yearly-title = { $report } { $year }
yearly-year = År
yearly-record = Öppna rapportens sida
yearly-write = Skriv rapporten
yearly-open = Visa rapporten
yearly-unchosen = Inga åtgärder är valda än. Skriv rapporten och välj dem där.
yearly-progress = Framdrift
yearly-measured = Senast uppmätt

## Modellen
adopted-title = Modellen i bruk
adopted-lead = Modellen tas i bruk del för del. Markera det som är i bruk; resten syns som det som återstår.
adopted-part = Del
adopted-change = Ändra
adopted-progress = { $there } av { $all } delar är i bruk
adopted-set-in-force = Markera i bruk
adopted-set-partly = Markera på väg
adopted-reason = Markerat i modellen.

## Bakom ett tal
behind-lead = { $count } räknas. Räknat sedan { $since }.
behind-lead-quarter = { $count } räknas, kvartalet { $quarter }.
behind-none = Inget räknas.
behind-came = Kom in

## Kapitel till dem som leder
chapter-action-plan = Åtgärdsplanen
chapter-action-plan-goals = Mål som gäller
chapter-action-plan-late = Försenat
chapter-action-plan-done = Klart
chapter-action-plan-on-way = På väg
chapter-action-plan-vague = Utan ansvarig eller datum
chapter-action-plan-idle = Mål som inget görs för
chapter-action-plan-loose = Prioriterade åtgärder utan mål
chapter-action-plan-rows = Vad som görs för målen
chapter-measures = Åtgärder
chapter-measures-overdue = Försenade åtgärder
chapter-measures-open = Öppna åtgärder
chapter-measures-came = Nya under tiden
chapter-measures-ended = Avslutade under tiden
chapter-measures-lacking = Prioriterade som saknar ansvarig, pengar, beslut eller tid
chapter-measures-silent = Inte rapporterade på tre månader
chapter-measures-unfunded = Utan alla medel
chapter-measures-unfunded-sum = Medel som saknas
chapter-measures-unfunded-rows = Det som saknar mest pengar
chapter-measures-unknown = Okänd kostnad
chapter-measures-unseen = För en del åtgärder är kostnaden dold. De räknas inte in i medlen.
chapter-improvements = Avvikelser och förbättringar
chapter-improvements-watched = Bevakas särskilt
chapter-improvements-deviations = Öppna avvikelser och brister
chapter-improvements-open = Allt som är öppet
chapter-improvements-found = Upptäckta under tiden
chapter-improvements-dismissed = Lämnade utan åtgärd
chapter-improvements-watched-rows = Det som bevakas särskilt
chapter-decisions = Beslut och uppdrag
chapter-decisions-again = Uppskjutet som ska prövas igen nu
chapter-decisions-postponed = Uppskjutna uppdrag och åtgärder
chapter-decisions-late = Försenade uppdrag
chapter-decisions-open = Pågående uppdrag
chapter-decisions-not-done = Uppdrag som inte utfördes
chapter-decisions-weighed = Beslut där skäl vägdes mot varandra under tiden
chapter-decisions-agreed = Lösningar mellan intressen som stod mot varandra
chapter-decisions-postponed-rows = Det som är uppskjutet
chapter-documents = Styrande dokument
chapter-documents-expired = Utgångna
chapter-documents-undated = Odaterade
chapter-documents-unknown = Utan uppgift om när de gäller
chapter-documents-coming = Kommande
chapter-documents-valid = Giltiga
chapter-documents-rows = Det som har gått ut
chapter-reviews = Ledningens genomgångar
chapter-reviews-missed = Missade under tiden
chapter-reviews-held = Hållna under tiden
chapter-reviews-left = Åtgärder från genomgångar som är kvar att göra
chapter-reviews-rows = De senaste tillfällena
chapter-reviews-level = Nivå
chapter-reviews-occasion = Tillfälle
chapter-reviews-standing = Läge
chapter-reviews-review = Genomgång
chapter-reviews-occasions = Tillfällen
chapter-model = Modellen i bruk
chapter-model-percent = I bruk av det som är valt
chapter-model-chart = Modellens delar
chapter-model-chart-alt = Hur många av modellens delar som är i bruk, på väg, inte påbörjade och bortvalda. Talen står i tabellen.
chapter-model-parts = Antal delar
chapter-stances = Certifiering
chapter-stances-again = Ställningstaganden att pröva igen
chapter-stances-rows = Så har vi valt

## Vad som väntar på dig
duty-review-level-plan = Planera ledningens genomgång: { $title }
duty-review-level-plan-why = Halvåret tar snart slut och ingen dag är satt. Det räcker att välja en dag; underlaget görs av sig självt.
duty-review-level-missed = Ledningens genomgång blev inte av: { $title }
duty-review-level-missed-why = Den förra genomgången missades. Håll den i efterhand, eller se till att nästa blir av.
duty-management-review-prepare = Gör klart underlaget: { $title }
duty-management-review-prepare-why = Siffrorna finns redan. Läs igenom dem, skriv det de inte säger och markera genomgången som förberedd.
duty-management-review-read = Läs underlaget: { $title }
duty-management-review-read-why = Du leder genomgången. Underlaget visar vad som har ändrats sedan förra gången.
duty-management-review-hold = Skriv in hur det gick: { $title }
duty-management-review-hold-why = Dagen har passerat. Markera genomgången som hållen med vad som bestämdes, eller sätt en ny dag.
duty-management-review-follow-up = Följ upp det som bestämdes: { $title }
duty-management-review-follow-up-why = Det har gått en tid. Se efter om det är gjort och vad det gav.
duty-management-report-write = Skriv färdigt: { $title }
duty-management-report-write-why = Rapporten ska snart finnas. Siffrorna är klara; sammanfattning och förslag skriver du.
duty-standard-stance-look = Pröva igen: { $title }
duty-standard-stance-look-why = Det är dags att se efter om valet fortfarande är rätt.

## Vad reglerna säger
finding-ism-02-parts = Året går inte att dela upp så. Skriv 1, 2, 3, 4, 6 eller 12 gånger.
finding-ism-02-order = Tiden slutar innan den börjar. Rätta datumen.
finding-ism-02-leadership = Ingen ledning är vald. Välj den grupp som håller genomgången.
finding-ism-02-owner = Ingen ansvarig. Välj vem som ser till att genomgången blir av.
finding-ism-02-undated = Ingen dag är satt. Välj en dag inom halvåret.
finding-ism-02-late = Skulle ha hållits { $date }. Markera den som hållen, eller sätt en ny dag.
finding-ism-02-held = Skriv vilken dag genomgången hölls.
finding-ism-02-future = Dagen har inte varit än. Skriv den dag det var.
finding-ism-02-nothing = Inget är bestämt. Skriv vad ledningen kom fram till, också om ni fortsätter som ni gör.
finding-ism-02-loose = { $count ->
    [one] En sak som bestämdes leder inte till något beslut eller någon åtgärd. Länka den.
   *[other] { $count } saker som bestämdes leder inte till något beslut eller någon åtgärd. Länka dem.
 }
finding-ism-02-followed = Skriv när det följdes upp.
finding-ism-02-result = Skriv vad det blev av det som bestämdes.
finding-ism-03-unsaid = { $count ->
    [one] En av punkterna har ingen text. Skriv något, om så bara att inget har hänt.
   *[other] { $count } av punkterna har ingen text. Skriv något, om så bara att inget har hänt.
 }
finding-ism-03-rewritten = Genomgången är hållen, och detta hölls den på. Det kan inte skrivas om; skriv nytt i slutsatsen.
finding-ism-04-missed = { $count ->
    [one] En genomgång har missats: den mellan { $from } och { $to }. Håll den i efterhand, eller planera nästa.
   *[other] { $count } genomgångar har missats, senast den mellan { $from } och { $to }. Håll den i efterhand, eller planera nästa.
 }
finding-ism-04-twice = Det finns två genomgångar för del { $part } av { $year }. Flytta den ena till rätt del av året.
finding-ism-04-part = Så är året inte uppdelat. Skriv ett år, och en del mellan 1 och { $parts }.
finding-ism-04-outside = Dagen ligger utanför tiden { $from } – { $to }. Välj en dag inom den, eller en annan del av året.
finding-ism-04-unit = Enheten är en annan än nivåns. Välj nivåns enhet.
finding-ism-14-year = Sista dagen ligger i ett annat år än rapporten. Rätta dagen eller året.
finding-ism-14-summary = Sammanfattningen saknas. Skriv det som den som beslutar ska veta först.
finding-ism-14-body = Ingen som beslutar är vald. Välj vem rapporten lämnas till.
finding-ism-15-measures = Inga åtgärder är valda. Välj dem som ska genomföras de kommande åren.
finding-ism-15-undecided = Beslutet saknas. Länka beslutet, eller ta tillbaka rapporten.
finding-ism-15-no-yes = Beslutet är inte fattat eller blev inget ja. Länka beslutet som fastställer rapporten.
finding-ism-15-other-body = Någon annan än den valda har beslutat. Rätta den beslutande eller länka rätt beslut.
finding-ism-15-rewritten = Rapporten är beslutad och kan inte skrivas om. Skriv en ny för nästa år.
finding-ism-20-motive = Motivet saknas. Skriv varför ni har valt så.
finding-ism-20-decision = Inget beslut är länkat. Länka det, så syns att valet är medvetet.
finding-ism-20-look = Skulle prövas igen { $date }. Se efter om valet är rätt, och sätt en ny dag.
finding-ism-20-undated = Certifikatet har inget slutdatum. Skriv till och med när det gäller.
finding-ism-20-expired = Certifikatet gick ut { $date }. Förnya det eller ändra ställningstagandet.
finding-ism-21-conclusion = Slutsatsen saknas. Skriv vad prövningen kom fram till.
finding-ism-21-where = Inget visar var den görs nu. Länka objektet, familjen eller beslutet.
finding-ism-21-moved = Skriv när den flyttades.
finding-ism-21-future = Dagen har inte varit än. Skriv den dag den flyttades.
finding-ism-21-unanswered = { $count ->
    [one] En av frågorna har inget svar. Svara på den innan aktiviteten flyttas.
   *[other] { $count } av frågorna har inget svar. Svara på dem innan aktiviteten flyttas.
 }
finding-ism-23-since = Skriv sedan när den är i bruk.
finding-ism-23-future = Dagen har inte varit än. Skriv den dag den togs i bruk, eller låt den vara på väg.
finding-ism-23-motive = Skriv varför delen väljs bort.
finding-ism-23-late = Skulle ha varit i bruk { $date }. Markera den som i bruk, eller sätt en ny dag.
