# Utlämnande: begäran om allmän handling, maskning och det som lämnats ut
area-disclosure = Utlämnande
menu-disclosure-requests = Begäran om utlämnande
menu-disclosure-answer = Besvara
disclosure-answer-why = Har den som begärt fått kopian? Begäran blir besvarad nu med utfallet: { $outcome }. Är något annat rätt, ändra begäran på dess egen sida.
disclosure-answer-do = Kopian är lämnad: markera som besvarad
disclosure-not-ready = Begäran kan inte besvaras härifrån än. Besluta om alla uppgifter och gör en kopia först.
disclosure-reason-answered = Besvarad.
menu-disclosure-copies = Utlämnandelogg

## Begäran
disclosure-request = begäran om utlämnande
    .help = Någon vill ta del av en allmän handling. Den som frågar behöver inte säga vem hen är eller varför.
disclosure-request-plural = begäran om utlämnande
disclosure-request-new = Ta emot en begäran
disclosure-request-group-covers = Vad omfattar den?
disclosure-request-group-asker = Vem ska ha svaret?
disclosure-request-group-who = Vem prövar?
disclosure-request-group-answer = Svar
disclosure-request-title = Rubrik
    .help = Vad begäran gäller, kort. Skriv inte vem som frågar.
disclosure-request-state = Läge
disclosure-request-state-is-received = Inkommen
disclosure-request-state-is-examined = Prövas
disclosure-request-state-is-answered = Besvarad
disclosure-request-state-is-decision-requested = Beslut begärt
disclosure-request-state-is-decided = Beslutad
disclosure-request-state-is-appealed = Överklagad
disclosure-request-state-is-closed = Avslutad
disclosure-request-move-examine = Börja pröva
disclosure-request-move-answer = Markera som besvarad
disclosure-request-move-ask-decision = Beslut har begärts
disclosure-request-move-decide = Beslut är fattat
disclosure-request-move-appeal = Beslutet är överklagat
disclosure-request-move-close = Avsluta
disclosure-request-move-reopen = Öppna igen
disclosure-request-asked = Begäran
    .help = Det som begärs, med den frågandes egna ord. Fråga inte varför.
disclosure-request-received = Inkom
disclosure-request-way = Inkom genom
disclosure-request-covers = Poster
    .help = De poster som begäran omfattar.
disclosure-request-covers-of = Begärd i
disclosure-request-compilation = Sammanställning
    .help = Adressen till en lista, till exempel /measure?state=in-progress. Alla poster som du ser i listan omfattas.
disclosure-request-as_of = Läget den
    .help = Lämna tomt för läget i dag.
disclosure-request-requester = Begäran från
    .help = Valfritt; den som begär behöver inte säga vem hen är. Skriv bara det som behövs för att lämna svaret.
disclosure-request-contact = Svaret lämnas till
    .help = Adress, e-post eller telefon, om svaret ska skickas.
disclosure-request-owner = Handläggare
disclosure-request-owner-of = Begäran om utlämnande
disclosure-request-unit = Enhet
    .help = Den som förvarar handlingarna.
disclosure-request-unit-of = Begäran om utlämnande
disclosure-request-answered = Besvarad
disclosure-request-outcome = Utfall
disclosure-request-outcome-is-whole = Utlämnat helt
disclosure-request-outcome-is-part = Utlämnat delvis
disclosure-request-outcome-is-refused = Inte utlämnat
disclosure-request-outcome-is-not-held = Finns inte här
disclosure-request-decision = Beslut
    .help = Det formella beslutet att inte lämna ut, om någon har begärt ett.
disclosure-request-decision-of = Begäran om utlämnande
disclosure-request-court = Kammarrätt
    .help = Dit beslutet kan överklagas.
disclosure-request-note = Anteckning

## Uppgift
disclosure-detail = prövad uppgift
    .help = Vad som beslutats om en uppgift i en begäran. Varje uppgift prövas för sig, aldrig handlingen som helhet.
disclosure-detail-plural = prövade uppgifter
disclosure-detail-new = Ny prövad uppgift
disclosure-detail-about = Gäller
disclosure-detail-request = Begäran
disclosure-detail-request-of = Prövade uppgifter
disclosure-detail-record = Post
disclosure-detail-record-of = Prövad vid utlämnande
disclosure-detail-field = Fält
disclosure-detail-person = Person
disclosure-detail-person-of = Prövad vid utlämnande
disclosure-detail-sort = Varför den prövas
disclosure-detail-sort-is-marked = Sekretessmarkerad
disclosure-detail-sort-is-own = Egen bedömning
disclosure-detail-sort-is-file = Bilaga
disclosure-detail-sort-is-name = Namn
disclosure-detail-ruling = Beslut
disclosure-detail-ruling-is-mask = Maskas
disclosure-detail-ruling-is-disclose = Lämnas ut
disclosure-detail-ruling-is-function = Funktion i stället för namn
disclosure-detail-ruling-is-replace = Maskad kopia i stället
disclosure-detail-replaced = Maskad kopia
disclosure-detail-ground = Grund
disclosure-detail-reason = Skäl
disclosure-detail-unit = Enhet
disclosure-detail-unit-of = Prövade uppgifter

## Kopia
disclosure-copy = utlämnad kopia
    .help = Vad som lämnats ut, när, av vem och hur lång tid det tog.
disclosure-copy-plural = utlämnandelogg
disclosure-copy-new = Ny kopia
disclosure-copy-group-files = Filer
disclosure-copy-group-contents = Innehåll
disclosure-copy-about = Gäller
disclosure-copy-request = Begäran
disclosure-copy-request-of = Kopior
disclosure-copy-made = Framställd
disclosure-copy-by = Av
disclosure-copy-by-of = Utlämnade kopior
disclosure-copy-hours = Timmar från begäran
disclosure-copy-masked = Maskade uppgifter
disclosure-copy-shows = Visar läget
disclosure-copy-pdf = PDF
disclosure-copy-word = Word
disclosure-copy-sheet = Excel
disclosure-copy-data = JSON
disclosure-copy-original = Omaskerad version
disclosure-copy-attachments = Bilagor
disclosure-copy-attachments-file = Fil
disclosure-copy-attachments-masked = Maskad kopia
disclosure-copy-contents = Poster
disclosure-copy-contents-record = Post
disclosure-copy-contents-record-of = Utlämnad i
disclosure-copy-contents-revision = Version
disclosure-copy-unit = Enhet
disclosure-copy-unit-of = Utlämnade kopior
disclosure-copy-note = Anteckning

## Arbetsbänken
disclosure-work = Pröva och lämna ut
disclosure-work-why = Här ser du varje uppgift som kan behöva maskas, beslutar om den och gör kopior.
disclosure-work-open = Öppna prövningen
disclosure-work-lead = Besluta om varje uppgift för sig. Det som inte är hemligt ska lämnas ut genast.
disclosure-waits = Har väntat i { $hours ->
    [one] en timme
   *[other] { $hours } timmar
 }
disclosure-waits-days = Har väntat i { $days } dagar
disclosure-took = Tog { $hours ->
    [one] en timme
   *[other] { $hours } timmar
 }
disclosure-took-days = Tog { $days } dagar
disclosure-kept-nothing = Inget har sparats eller framställts.
disclosure-asked = Vad som begärs
disclosure-covers = { $n ->
    [one] En post
   *[other] { $n } poster
 } så som de var { $at }.
disclosure-compilation = Sammanställning:
disclosure-details = Uppgifter att pröva
disclosure-details-why = Varje uppgift som en markering döljer, varje bilaga och varje namn. Förslaget står vid uppgiften; bilagor måste du öppna och pröva själv.
disclosure-no-details = Inget i det som omfattas är sekretessmarkerat, inget har bilagor och ingen person nämns.
disclosure-read-why = Du får läsa det som är dolt. Läsningen noteras med begäran som ändamål.
disclosure-read = Läs det dolda
disclosure-not-cleared = Du får inte läsa det som markeringen döljer. Därför kan du bara maska uppgiften. Ska den lämnas ut måste någon som får läsa den besluta.
disclosure-only-masked = { $record }: { $n } uppgifter som du bara kan maska, { $left } återstår
disclosure-undecided = Inte beslutad
disclosure-proposed-function = Förslag: skriv funktionen, om den som frågar nöjer sig med den. Namn är offentliga om ingen bestämmelse säger annat.
disclosure-ground-and-reason = Grund och skäl
disclosure-keep = Spara besluten
disclosure-as-proposed = { $n ->
    [one] Besluta den som återstår enligt förslaget
   *[other] Besluta de { $n } som återstår enligt förslagen
 }
disclosure-preview = Så ser kopian ut
disclosure-preview-why = Det maskade finns inte i kopian: varken i texten, i filens egenskaper eller i någon tidigare version. Markera det som också ska maskas.
disclosure-mask-more = Maska det som är markerat
disclosure-mask-more-why = En öppen uppgift kan vara hemlig ändå. Ange vilken bestämmelse som gäller och varför.
disclosure-mask-chosen = Maska
disclosure-make = Gör kopior
disclosure-make-why = PDF, Word, Excel och JSON med samma innehåll.
disclosure-make-do = Gör kopior
disclosure-original-kept = Den omaskerade versionen sparas också, förseglad för dem som får läsa allt i den.
disclosure-original-not = Du får inte läsa allt, så ingen omaskerad version sparas. Posternas versioner och tidpunkten sparas, så att någon som får läsa allt kan göra den.
disclosure-lacks-records = Ange vilka poster begäran omfattar. Innan dess finns inget att kopiera.
disclosure-lacks-list = Delar av sammanställningens adress går inte att tolka: { $parts }. Rätta adressen.
disclosure-lacks-room = Begäran omfattar fler än { $most } poster. Dela upp den.
disclosure-lacks-decisions = { $n ->
    [one] En uppgift återstår att besluta.
   *[other] { $n } uppgifter återstår att besluta.
 }
disclosure-copies-made = Kopior
disclosure-files = Filer
disclosure-refusal = Beslut att inte lämna ut
disclosure-refusal-why = Den som inte får allt ska få veta att ett beslut kan begäras. Beslutet har skäl och talar om hur man överklagar.
disclosure-refusal-pdf = Beslut som PDF
disclosure-refusal-word = Beslut som Word
disclosure-no-part = Markera minst en uppgift att maska.
disclosure-purpose = Prövning av begäran { $request }
disclosure-reason-decided = Beslut om uppgifter.
disclosure-reason-own = Maskat efter egen bedömning.
disclosure-reason-replaced = Maskad kopia av en bilaga.
disclosure-reason-copies = Kopior framställda.
disclosure-hidden-reason = Gäller en post som inte ska synas.
disclosure-sealed-reason = Innehåller uppgifter som är sekretessmarkerade eller maskade i det som lämnats ut.

## Det som lämnas ut
disclosure-masked = [maskat: { $ground }]
disclosure-file = Bilaga, ingår inte i kopian
disclosure-file-given = Bilaga { $n }, följer med som egen fil
disclosure-file-masked = Bilaga { $n }, maskad kopia som följer med som egen fil { $sign }
disclosure-file-name = bilaga { $n }
disclosure-file-name-masked = bilaga, maskad kopia
disclosure-file-open = Öppna bilagan
disclosure-file-marked = En bilaga som en sekretessmarkering döljer kan inte lämnas ut hel. Lämna in en maskad kopia, maska den, eller pröva om markeringen ska hävas.
disclosure-replace = Maskad kopia av en bilaga
disclosure-replace-why = Ska något i en bilaga maskas gör du en maskad kopia som PDF och lämnar in den här. Ta bort det hemliga innan du sparar; en svart ruta ovanpå räcker inte. Kontrollera också filens egenskaper, till exempel rubrik och författare.
disclosure-replace-which = Bilaga
disclosure-replace-do = Lämna in den maskade kopian
disclosure-no-copy = Välj vilken bilaga kopian gäller och vilken fil den är.
disclosure-unfit-form = Den maskade kopian måste vara en PDF. Andra format kan ha kvar det som ändrats. Skriv ut eller exportera den till PDF och lämna in den.
disclosure-unfit-earlier = Filen innehåller en tidigare version av sig själv, så det maskade kan finnas kvar. Skriv ut den till en ny PDF och lämna in den.
disclosure-unfit-same = Filen är bilagan själv, utan något maskat. Lämna in den maskade kopian, eller välj att bilagan lämnas ut hel.
disclosure-unfit-covered = All text i bilagan går fortfarande att läsa ur filen: det hemliga är bara täckt. Ta bort texten och spara som en ny PDF.
disclosure-file-copy = kopia
disclosure-file-refusal = beslut
disclosure-doc-copy = Kopia av allmän handling
disclosure-doc-original = Omaskerad version
disclosure-doc-request = Begäran
disclosure-doc-received = Inkom
disclosure-doc-shows = Läget
disclosure-doc-all = Ingen uppgift är maskad.
disclosure-doc-part = { $n ->
    [one] En uppgift är maskad.
   *[other] { $n } uppgifter är maskade.
 } Bestämmelsen står där uppgiften skulle ha stått. Du kan begära ett beslut som går att överklaga.
disclosure-doc-kind = Slag
disclosure-doc-number = Nummer
disclosure-doc-field = Uppgift
disclosure-doc-content = Innehåll
disclosure-doc-refusal = Beslut att inte lämna ut uppgifter
disclosure-doc-diary = Diarienummer
disclosure-doc-draft = Utkast
disclosure-doc-draft-why = Beslutet är inte fattat. Skicka inte detta.
disclosure-doc-asked = Begäran
disclosure-doc-asked-on = Begäran inkom { $date } och lyder:
disclosure-doc-decision = Beslut och skäl
disclosure-doc-nothing = Ingen uppgift är undantagen.
disclosure-doc-decided = De här uppgifterna lämnas inte ut:
disclosure-doc-withheld = Uppgifter som inte lämnas ut
disclosure-doc-detail = Uppgift
disclosure-doc-ground = Bestämmelse
disclosure-doc-reason = Skäl
disclosure-doc-name-of = Ett namn
disclosure-doc-by = Beslutet är fattat av: { $who }.
disclosure-doc-appeal = Så överklagar du
disclosure-doc-court = kammarrätten
disclosure-doc-appeal-to = Beslutet kan överklagas till { $court }.
disclosure-doc-appeal-write = Skriv till { $court }.
disclosure-doc-appeal-say = Skriv vilket beslut du överklagar, dess diarienummer, vilken ändring du vill ha och varför.
disclosure-doc-appeal-send = Skicka skrivelsen till { $organisation }, inte till domstolen.
disclosure-doc-appeal-time = Den ska ha kommit hit inom { $weeks } veckor från den dag då du fick del av beslutet.
disclosure-doc-appeal-forward = Ändrar vi inte beslutet så som du vill sänder vi skrivelsen vidare till domstolen.
disclosure-doc-made = Framställt { $at }.

## Min sida
duty-disclosure = Besvara begäran: { $title }
duty-disclosure-why = { $hours ->
    [one] Någon har väntat i en timme.
   *[other] Någon har väntat i { $hours } timmar.
 } Allmänna handlingar lämnas ut genast eller så snart det är möjligt.

## Vad reglerna säger
finding-sec-07-future = En begäran kan inte ha kommit i framtiden. Ange när den kom.
finding-sec-07-answered-future = Svaret kan inte ha lämnats i framtiden. Ange när det lämnades.
finding-sec-07-answered-early = Svaret kan inte ha lämnats före begäran. Rätta den ena av tiderna.
finding-sec-07-unanswered = Ange när begäran besvarades och vad det blev.
finding-sec-07-uncovered = Ange vilka poster eller vilken lista svaret gäller.
finding-sec-07-list = Skriv adressen till en lista här i programmet, till exempel /measure?state=in-progress.
finding-sec-07-undecided = Koppla beslutet att inte lämna ut. Finns det inte än, skapa det bland besluten.
finding-sec-07-not-taken = Beslutet är inte fattat än. Fatta det först.
finding-sec-07-other-subject = Beslutet gäller något annat. Välj ett med ärendetypen Utlämnande av allmän handling.
finding-sec-07-not-whole = Minst en uppgift är maskad. Välj ”Utlämnat delvis”, eller lämna ut uppgiften.
finding-sec-07-no-ground = Utfallet säger att något inte lämnats ut, men ingen uppgift är maskad. Besluta vilken och på vilken grund.
finding-sec-07-waiting = Begäran har väntat i { $hours } timmar. Målet är { $target }. Lämna ut det som inte är hemligt nu.
finding-sec-07-slow = Svaret tog { $hours } timmar. Målet är { $target }.
finding-sec-07-ground = Det som maskas måste ha en bestämmelse i lag. Ange grunden, eller lämna ut uppgiften.
finding-sec-07-reason = Ange varför grunden gäller just här. Skriv inget som i sig är hemligt.
finding-sec-07-function = Bara ett namn kan ersättas av en funktion. Maska uppgiften eller lämna ut den.
finding-sec-07-replaced = En maskad kopia står i stället för en bilaga, och bara där. Lämna in kopian, eller besluta något annat.
finding-inc-09-request = En av posterna får inte synas för andra. Sekretessmarkera först begäran så att den inte heller syns, och lägg sedan till posten.
