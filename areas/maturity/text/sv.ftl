# Mognad: mätomgångar, förvaltningarnas bedömningar, val av områden och arbetet med dem.

area-maturity = Mognad
menu-maturity = Mognad
menu-maturity-work = Valda områden
menu-maturity-needed = Måste införas
menu-maturity-rounds = Mätomgångar
menu-maturity-choices = Val av områden
chapter-maturity = Mognad

## Mätomgång
maturity-round = mätomgång
    .help = En mätning av hur väl reglerna följs och med vilken effekt, med en modell och en svarstid.
maturity-round-plural = mätomgångar
maturity-round-new = Ny mätomgång
maturity-round-group-who = Vem
maturity-round-title = Rubrik
maturity-round-state = Läge
maturity-round-state-is-planned = Planerad
maturity-round-state-is-open = Öppen
maturity-round-state-is-closed = Stängd, resultatet är fryst
maturity-round-move-open = Öppna
maturity-round-move-close = Stäng och frys
maturity-round-year = År
    .help = Det år som mätningen berättar om.
maturity-round-model = Modell
    .help = Vad mätningen frågar om och hur svaren räknas.
maturity-round-units = Förvaltningar som mäts
    .help = En minienkät kan gå till enheter i stället.
maturity-round-units-of = Mäts i
maturity-round-period = Svarstid
maturity-round-purpose = Syfte
    .help = Visas för dem som svarar.
maturity-round-guidelines = Riktlinjer som mätningen gäller
    .help = Visas för dem som svarar, område för område.
maturity-round-guidelines-area = Område
maturity-round-guidelines-document = Dokument
maturity-round-guidelines-document-of = Efterlevnaden mäts i
maturity-round-conclusion = Slutsats
    .help = Vad resultatet säger. Skriv också varför svar saknas, om några gör det.
maturity-round-unit = Enhet
maturity-round-unit-of = Mäter mognad
maturity-round-owner = Leder mätningen
maturity-round-owner-of = Leder mätomgångar

## Bedömning
maturity-assessment = mognadsbedömning
    .help = Det en förvaltning svarar i en mätomgång.
maturity-assessment-plural = mognadsbedömningar
maturity-assessment-new = Ny mognadsbedömning
maturity-assessment-group-result = Resultat
maturity-assessment-group-answers = Svar
maturity-assessment-group-needed = Måste införas
maturity-assessment-title = Rubrik
maturity-assessment-state = Läge
maturity-assessment-state-is-waiting = Inte påbörjad
maturity-assessment-state-is-ongoing = Påbörjad
maturity-assessment-state-is-submitted = Inlämnad
maturity-assessment-move-submit = Lämna in
maturity-assessment-move-begin = Påbörja
maturity-assessment-move-reopen = Öppna igen
maturity-assessment-round = Mätomgång
maturity-assessment-round-of = Bedömningar
maturity-assessment-unit = Förvaltning
maturity-assessment-unit-of = Mognadsbedömningar
maturity-assessment-model = Modell
    .help = Samma som mätomgångens.
maturity-assessment-owner = Svarar
    .help = Oftast förvaltningens samordnare.
maturity-assessment-owner-of = Svarar på mognadsbedömningar
maturity-assessment-due = Svar senast
maturity-assessment-level = Nivå
maturity-assessment-results = Nivå per område
maturity-assessment-results-area = Område
maturity-assessment-results-level = Nivå
maturity-assessment-answers = Svar
maturity-assessment-answers-area = Område
maturity-assessment-answers-statement = Påstående
maturity-assessment-answers-level = Nivå
maturity-assessment-answers-evidence = Vad visar det?
    .help = En mening: ett protokoll, en siffra, en kontroll.
maturity-assessment-answers-effect = Vilken effekt har det haft?
    .help = En mening om vad som har blivit bättre.
maturity-assessment-causes = Skäl till att regler inte följs
maturity-assessment-causes-area = Område
maturity-assessment-causes-cause = Skäl
maturity-assessment-needed = Måste införas
maturity-assessment-needed-area = Område
maturity-assessment-needed-what = Vad
maturity-assessment-needed-measure = Åtgärd
maturity-assessment-needed-measure-of = Måste införas enligt mognadsbedömning
maturity-assessment-comment = Kommentar

## Val av områden
maturity-choice = val av områden
    .help = De områden som regionen arbetar med gemensamt, valda efter mätningen.
maturity-choice-plural = val av områden
maturity-choice-new = Nytt val av områden
maturity-choice-group-areas = Områden
maturity-choice-group-chosen = Valet
maturity-choice-group-work = Arbetet
maturity-choice-group-who = Vem
maturity-choice-title = Rubrik
maturity-choice-state = Läge
maturity-choice-state-is-proposed = Förslag
maturity-choice-state-is-chosen = Valt
maturity-choice-state-is-closed = Avslutat
maturity-choice-move-choose = Välj
maturity-choice-move-close = Avsluta
maturity-choice-year = År
    .help = Det år som arbetet börjar.
maturity-choice-round = Mätomgång
    .help = Den mätning som valet går efter.
maturity-choice-round-of = Val av områden
maturity-choice-ranking = Mätningens ordning
maturity-choice-ranking-area = Område
maturity-choice-ranking-level = Nivå
maturity-choice-ranking-proposed = Föreslaget
maturity-choice-areas = Valda områden
maturity-choice-areas-area = Område
maturity-choice-areas-reason = Skäl till valet
maturity-choice-body = Valt i
    .help = Till exempel informationssäkerhetsrådet.
maturity-choice-body-of = Valde områden
maturity-choice-date = Datum
maturity-choice-participants = Deltog
maturity-choice-participants-of = Deltog i val av områden
maturity-choice-decision = Beslut
    .help = Det beslut som bekräftar valet.
maturity-choice-decision-of = Bekräftar val av områden
maturity-choice-work = Gemensamma åtgärder
maturity-choice-work-area = Område
maturity-choice-work-measure = Åtgärd
maturity-choice-work-measure-of = Gemensam åtgärd för valt område
maturity-choice-conclusion = Slutsats
    .help = Vad arbetet gav.
maturity-choice-unit = Enhet
maturity-choice-unit-of = Val av områden
maturity-choice-owner = Ansvarig
maturity-choice-owner-of = Ansvarar för valda områden

## Att svara
answer-now = Svara
answer-lead = Ta ett område i taget. Det du svarar sparas, så du kan fortsätta en annan dag. Kvar: ungefär { $minutes } minuter. Svara senast { $due }.
answer-lead-open = Ta ett område i taget. Det du svarar sparas, så du kan fortsätta en annan dag. Kvar: ungefär { $minutes } minuter.
answer-guidelines = Reglerna som det gäller
answer-all-areas = Frågorna
answer-page = { $number } av { $all }
answer-page-lead = Välj den nivå som stämmer bäst i dag, inte den ni vill nå. Hoppa över det du inte vet.
answer-whole = Klart
answer-none = Inte besvarat
answer-left = { $n ->
    [one] 1 fråga kvar
   *[other] { $n } frågor kvar
 }
answer-level = Nivå så långt
answer-next = Det här skulle höja nivån
answer-why = Om reglerna inte följs: vilket är det vanligaste skälet?
answer-why-help = Svaret visar vad som hjälper. Hoppa över om reglerna följs.
answer-why-none = Inget skäl valt
answer-needed = Vad måste införas?
answer-needed-help = En rad för varje sak. Den hamnar på listan över det som måste införas och kan bli en åtgärd.
answer-save-on = Spara och fortsätt
answer-save-rest = Spara och ta resten senare
answer-send = Lämna in
answer-ready = Allt är besvarat. När du lämnar in räknas svaren med i resultatet.
answer-go-on = Fortsätt svara
answer-submit = Lämna in bedömningen
answer-submit-reason = Bedömningen är inlämnad.
answer-overtaken = Någon annan har svarat på samma sida sedan du öppnade den. Det du skrev står kvar nedanför och är inte sparat. Så här har den andra svarat. Ändra det som behövs och spara igen: då gäller det som står i formuläret.
answer-crowded = Många svarar samtidigt just nu. Det du skrev står kvar nedanför och är inte sparat. Spara igen om en stund.

## Resultat
maturity-title = Mognad
maturity-lead = Hur väl reglerna följs och med vilken effekt, förvaltning för förvaltning och år för år.
maturity-empty = Här finns ingen mätning än
    .do = Skapa en mätomgång, välj modell och förvaltningar och dela ut den. Resultatet visas här när någon har lämnat in.
maturity-show = Visa
maturity-all = Alla tillsammans
maturity-area = Område
maturity-low = Låg
maturity-middle = Mellan
maturity-high = Hög
maturity-tile-level = nivå av högst { $highest }
maturity-tile-change = Ändring sedan förra mätningen
maturity-tile-answered = har lämnat in
maturity-preliminary = Mätningen pågår. Resultatet är preliminärt: bara det som är inlämnat räknas.
maturity-model-unsure = Modellens frågor och nivåer är egna och inte bekräftade mot någon annan källa. Jämför år med år och förvaltning med förvaltning, men inte med andra organisationer.
maturity-radar = Nivå per område: { $who }
maturity-radar-description = En eker för varje område. Ju längre ut, desto högre nivå. En linje för denna mätning och en för den förra.
maturity-lowest = De { $n } områden som är lägst
maturity-lowest-table = Nivå, och ändring sedan förra mätningen
maturity-lowest-none = Inget område har en nivå än.
maturity-tied = Lika lågt, men längre ner i modellens ordning: { $areas }.
maturity-chosen = Områden är valda:
maturity-choose = Välj områden
maturity-heat = Förvaltningar och områden: { $round }
maturity-heat-description = En rad för varje förvaltning, en kolumn för varje område. I rutan står nivån, och tecknet visar om den är låg, mellan eller hög.
maturity-trend = Nivå år för år: alla tillsammans och förvaltningarna
maturity-trend-description = Linjer för alla tillsammans och för förvaltningarna; där de är många, för dem som är lägst nu.
maturity-trend-none = Det finns bara en mätning med den här modellen, så det finns ingen utveckling att visa.
maturity-years = Varje förvaltning, år för år
maturity-answered = Vilka som har svarat
maturity-answered-of = { $n } av { $all } har lämnat in.
maturity-not-asked = Inte utdelad
maturity-causes = Varför regler inte följs
maturity-causes-count = Antal
maturity-causes-helps = Det här brukar hjälpa
maturity-effects = Vad det har lett till
maturity-effects-what = Effekt
maturity-beside = Samma områden i andra modeller
maturity-beside-of = { $level } av { $highest }
maturity-see = Se resultatet
maturity-see-unit = Se resultatet bredvid förra mätningen
maturity-levels = Nivåer
maturity-report = Mognadsrapport
hand-out = Dela ut till förvaltningarna
hand-out-reason = Mätningen är utdelad.

## Val
choose-title = Välj områden att arbeta med
choose-lead = Mätningens { $n } lägsta områden är förvalda. Väljer ni ett annat skriver ni varför. Valet sparas med datum och var det gjordes och kan sedan inte ändras.
choose-this = Välj området
choose-proposed = Bland de lägsta
choose-reason-help = Området är inte bland de lägsta. Skriv varför det ändå väljs.
choose-body-none = Välj forum
choose-save = Spara valet
choose-reason = Områden valda efter mätningen.
choose-record = Prioriterade områden { $year }
maturity-narrowed = Visar bara det som rör de valda enheterna.
maturity-narrowed-all = Visa allt

## Arbetet med valda områden
work-title = Arbetet med valda områden
work-lead = Varje valt område med sina gemensamma åtgärder: hur långt varje förvaltning har kommit och vad det har gett.
work-empty = Inga områden är valda än
    .do = Stäng en mätning och välj områden på sidan Mognad.
work-add = Lägg till en gemensam åtgärd
work-needed = Hämta från det som måste införas
work-see = Se arbetet
work-level = Nivå när området valdes:
work-reason = Skäl till valet
work-none = Området har ingen åtgärd än
work-hidden = Området har åtgärder som du inte får läsa.
work-measures = Åtgärder: { $area }
work-state = läge
work-progress = framdrift
work-shares-of = Läge per förvaltning: { $area }
work-silent-progress = Ingen ny framdrift rapporterad
work-silent-effect = Ingen effekt uppmätt
work-stale-effect = Ingen ny effekt uppmätt
work-trend = Framdrift i procent: { $area }
work-trend-description = Hur många procent av varje åtgärd som är gjort, rapport för rapport.
work-effects = Uppmätt effekt: { $area }

## Måste införas
needed-title = Det som måste införas
needed-lead = Vad förvaltningarna säger måste införas för att nå en högre nivå, och vad det har blivit av det.
needed-empty = Inget på listan
    .do = Listan fylls av det som förvaltningarna skriver när de svarar på mätningen och lämnar in.
needed-count = { $all } på listan, { $bare } har inte blivit åtgärd.
needed-make = Gör till åtgärd
needed-none = Ingen åtgärd
needed-reason = Måste införas enligt mognadsmätningen.

## Rapporten
report-title = Mognadsrapport: { $round }
report-file-name = mognadsrapport
report-answered = Har lämnat in
report-level = Nivå för alla tillsammans
report-open = Preliminär
report-silent = De här har inte lämnat in, och räknas inte med:
report-levels = Nivåer
report-summary = Sammanfattning
report-short-level = Nivå för alla tillsammans: { $level }.
report-short-lowest = Lägst är { $areas }.
report-short-chosen = Valda områden: { $areas }.
report-short-needed = { $all } saker måste införas. { $bare } av dem har inte blivit åtgärd.
report-choice = Valda områden
report-choice-none = Inga områden är valda efter den här mätningen än.
report-chosen = Valt i { $body } { $date }.
report-proposed = Bland de lägsta i mätningen.
report-needed-none = Ingen förvaltning har skrivit något som måste införas.

## Kapitlet
chapter-maturity-level = Nivå för alla tillsammans ({ $round })
chapter-maturity-low = Områden med låg nivå
chapter-maturity-needed = Saker som måste införas
chapter-maturity-bare = Saker som måste införas men inte har blivit åtgärd
chapter-maturity-answered = Har lämnat in ({ $round })
chapter-maturity-measures = Gemensamma åtgärder för valda områden
chapter-maturity-silent = Gemensamma åtgärder utan ny uppmätt effekt
chapter-maturity-idle = Valda områden utan åtgärd

## Min sida
duty-maturity-answer = Svara på mätningen: { $title }
duty-maturity-remind = Påminnelse – svara på mätningen: { $title }
duty-maturity-late = Försenat – svara på mätningen: { $title }
duty-maturity-answer-why = Svaren visar hur väl reglerna följs hos er och vilka områden som regionen ska arbeta med.
duty-maturity-go-on-why = Du har börjat. Det du har svarat är sparat.
duty-maturity-nobody = Utse någon som svarar på mätningen: { $unit }
duty-maturity-nobody-why = Ingen är utsedd, så förvaltningen saknas i resultatet.
duty-maturity-close = Stäng mätningen: { $title }
duty-maturity-close-why = Alla har svarat eller svarstiden är slut. När mätningen stängs fryses resultatet och områden kan väljas.
duty-maturity-plan = Planera mognadsmätningen { $year }
duty-maturity-open = Dela ut mognadsmätningen { $year }
duty-maturity-plan-why = Mognaden mäts varje år. Utan mätning vet ledningen inte var det är lägst.
duty-maturity-choose = Välj områden efter mätningen: { $title }
duty-maturity-choose-why = Mätningen är stängd. Välj de områden som regionen ska arbeta med, och skriv var valet gjordes.
duty-maturity-effect = { $count ->
    [one] En gemensam åtgärd berättar inte om framdrift eller effekt: { $choice }
   *[other] { $count } gemensamma åtgärder berättar inte om framdrift eller effekt: { $choice }
 }
duty-maturity-effect-why = Valda områden ska följas upp ofta. Be den som ansvarar att rapportera.

## Det som reglerna säger
finding-ctl-06-period = Svarstiden slutar innan den börjar. Ändra en av dagarna.
finding-ctl-06-outdated = Modellen gäller inte när mätningen börjar. Välj en annan modell.
finding-ctl-06-unknown = Modellen finns inte. Välj en som står i listan.
finding-ctl-06-units = Mätningen har inga förvaltningar. Välj dem som ska mätas.
finding-ctl-06-not-opened = Mätningen skulle ha börjat { $date }. Dela ut den, eller ändra svarstiden.
finding-ctl-06-not-closed = Svarstiden gick ut { $date }. Stäng mätningen, eller förläng tiden.
finding-ctl-06-not-asked = { $count ->
    [one] En förvaltning har inte fått frågorna.
   *[other] { $count } förvaltningar har inte fått frågorna.
 } Dela ut mätningen till dem.
finding-ctl-06-asked-twice = { $count ->
    [one] En förvaltning har fått frågorna mer än en gång.
   *[other] { $count } bedömningar är dubbletter.
 } Resultatet räknar dem flera gånger: gallra den som inte ska gälla.
finding-ctl-06-unexplained = { $count ->
    [one] En förvaltning har inte lämnat in.
   *[other] { $count } förvaltningar har inte lämnat in.
 } Vänta på svar, eller skriv i slutsatsen varför de saknas.
finding-ctl-06-frozen = Mätningen är stängd och resultatet är fryst. Det här kan inte ändras.
finding-ctl-06-asked = Frågorna är redan utdelade. Gör en ny mätomgång för en annan modell.
finding-ctl-06-other-model = Modellen är en annan än mätomgångens. Välj mätomgångens modell.
finding-ctl-06-early = Mätningen är inte öppnad än. Öppna den innan den besvaras.
finding-ctl-06-answer = Svaret passar inte modellen: fel område, fel nivå eller samma påstående två gånger. Ta bort eller rätta raden.
finding-ctl-06-unanswered = { $count ->
    [one] En fråga är inte besvarad.
   *[other] { $count } frågor är inte besvarade.
 } Svara på dem innan du lämnar in.
finding-ctl-06-evidence = { $count ->
    [one] Ett högt svar säger inte vad som visar det.
   *[other] { $count } höga svar säger inte vad som visar det.
 } Skriv en mening om det.
finding-ctl-06-needed = { $count ->
    [one] Ett område med låg nivå har inget som måste införas.
   *[other] { $count } områden med låg nivå har inget som måste införas.
 } Skriv vad som behövs.
finding-ctl-06-moved = Frågorna är utdelade till den här förvaltningen i den här mätningen. Gör en ny bedömning i stället.
finding-ctl-06-shut = Mätningen är stängd. Ingen ny bedömning kan läggas till.
finding-ctl-06-nobody = Ingen är utsedd att svara. Välj en person.
finding-ctl-06-late = Skulle ha varit inlämnad { $date }. Svara, eller ändra dagen och skriv varför.
finding-ctl-07-strange = Området finns inte i mätningens modell. Välj ett av mätningens områden.
finding-ctl-07-twice = Området står redan på listan. Ta bort en av raderna.
finding-ctl-07-astray = Åtgärden hör till ett område som inte är valt. Byt område, eller ta bort raden.
finding-ctl-07-preliminary = Mätningen är inte stängd, så ordningen kan ändras. Stäng den innan områden väljs.
finding-ctl-07-areas = Inget område är valt. Välj minst ett.
finding-ctl-07-where = Det står inte var valet gjordes. Välj forum eller organ.
finding-ctl-07-when = Det står inte när valet gjordes. Skriv dagen.
finding-ctl-07-future = Dagen har inte kommit än. Skriv den dag då valet gjordes.
finding-ctl-07-who = Det står inte vilka som deltog. Lägg till dem.
finding-ctl-07-count = { $count } områden är valda, mot { $wanted } som brukar väljas. Kontrollera att det stämmer.
finding-ctl-07-unranked = Mätningens ordning saknas, så det går inte att se om de lägsta valdes. Gör valet från mätningens sida.
finding-ctl-07-reason = Området var inte bland de lägsta. Skriv varför det valdes.
finding-ctl-07-idle = { $count ->
    [one] Ett valt område har ingen åtgärd.
   *[other] { $count } valda områden har ingen åtgärd.
 } Lägg till en gemensam åtgärd.
finding-ctl-07-progress = { $count ->
    [one] En åtgärd har inte rapporterat framdrift på länge.
   *[other] { $count } åtgärder har inte rapporterat framdrift på länge.
 } Be den som ansvarar att rapportera.
finding-ctl-07-effect = { $count ->
    [one] En åtgärd har ingen ny uppmätt effekt.
   *[other] { $count } åtgärder har ingen ny uppmätt effekt.
 } Mät och skriv in effekten.
finding-ctl-07-fixed = Valet är gjort och kan inte ändras. Skriv det nya i slutsatsen, eller gör ett nytt val.
finding-ctl-07-conclusion = Slutsatsen saknas. Skriv vad arbetet gav innan valet avslutas.
