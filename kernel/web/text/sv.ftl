
## Sidans ram
shell-skip = Hoppa till innehållet
shell-search = Sök i allt
shell-search-do = Sök
shell-as-of = Visa läget den
shell-as-of-do = Visa
shell-dark = Mörkt läge
shell-account = Mina uppgifter
shell-sign-out = Logga ut
shell-menu = Meny
shell-menu-main = Huvudmeny
shell-way = Du är här
shell-api = API
shell-past = Du ser läget som det var den
shell-past-fixed = Inget kan ändras härifrån.
shell-past-back = Tillbaka till i dag
yes = Ja
no = Nej
field = Fält
value-withheld = Dold
value-more = och { $n } till
value-file = Öppna filen

## Vad som just gjordes
done-created = Sparat. Posten finns nu.
done-saved = Ändringen är sparad.
done-unchanged = Inget var ändrat, så inget nytt har sparats.
done-moved = Läget är ändrat.
done-bulk = Ändringarna är sparade.
done-view-saved = Vyn är sparad.
done-view-forgotten = Vyn är borttagen.

## Min sida
home = Min sida
home-lead = { $n ->
    [0] Inget väntar på dig.
    [one] En sak väntar på dig.
   *[other] { $n } saker väntar på dig.
 }
home-duties = Det här väntar på dig
home-nothing = Inget att göra just nu
    .do = När något väntar på dig står det här, med datum och hur lång tid det tar.
home-no-date = Inget datum
home-today = I dag
home-late = { $n ->
    [one] Försenad 1 dag
   *[other] Försenad { $n } dagar
 }
home-in = { $n ->
    [one] Om 1 dag
   *[other] Om { $n } dagar
 }
home-minutes = { $n ->
    [one] 1 minut
   *[other] { $n } minuter
 }
home-start = Kom igång
home-start-lead = Organisationen är nästan tom. Börja uppifrån; det som är gjort försvinner från listan.
home-start-accounts = De som ska logga in behöver ett konto. Du får en länk att skicka till var och en.
home-recent = Mina senaste

## Listor
list-all = Alla
list-views = Sparade vyer
list-number = Nummer
list-words = Innehåller orden
list-filter-label = Filtrera listan
list-filter = Filtrera
list-more-filters = Fler filter
list-clear = Rensa
list-any = Alla
list-me = Jag själv
list-or = { " eller " }
list-from = { $field } från
list-to = { $field } till
list-has = { $field } innehåller
list-empty = { $field }: saknas
list-given = { $field }: finns
list-remove = Ta bort filtret
list-count = { $n ->
    [one] 1 träff
   *[other] { $n } träffar
 }
list-many = Fler än 1 000 träffar
list-none = Här finns inget än
    .do = Det första du skapar eller läser in visas här.
list-none-fit = Inget stämmer med filtret
    .do = Ta bort något filter eller sök på ett annat ord.
list-ignored = Det här i adressen gick inte att förstå och används inte: { $names }. Listan visar resten av det du bad om.
list-pages = Sidor
list-page = Sida { $page }
list-choose = Välj { $number }
list-choose-all = Välj alla på sidan
list-columns = Kolumner
list-columns-shown = Kolumner som visas
list-columns-show = Visa
list-columns-hidden = { $count ->
    [one] En kolumn får inte plats.
   *[other] { $count } kolumner får inte plats.
}
list-columns-all = Visa alla kolumner
list-fetch = Hämta
list-excel = Excel, precis det som visas
list-csv = CSV
list-import = Läs in från Excel …
views-save = Spara vyn
views-save-do = Spara
views-name = Vyns namn
views-shared = Visa den för alla
views-forget = Ta bort vyn ”{ $name }”

## En post
record-facts = Uppgifter
record-context = Sammanhang
record-findings = Att rätta till
record-thread = Den röda tråden
thread-all = Visa alla i en lista
record-edit = Ändra
record-more-moves = Fler steg
record-stopped = Läget är inte ändrat. Rätta det här först:
move-asks = Fyll i det som behövs. Läget ändras när du trycker på { $move }, och allt sparas på en gång.
move-ready = Inget mer behövs. Skriv gärna varför, så ser andra det i historiken.
move-reason = Varför?
    .help = Står i historiken, så att andra förstår.
move-more = Något att tillägga?
    .help = Står i historiken, tillsammans med ändringen.
move-changed = Någon annan hann ändra posten. Det du skrev finns kvar här. Se hur posten ser ut nu, här nedanför, och tryck igen om det fortfarande stämmer.

## Historik
history = Historik
history-of = Historik för { $title }
history-revisions = Alla ändringar
history-made = Skapad
history-changed = { $n ->
    [0] Sparad utan ändring
    [one] 1 fält ändrat
   *[other] { $n } fält ändrade
 }
history-revision = version { $n }
history-proof-of = Bevis för version { $n }
provenance = Framställt ur uppgifterna som de var { $instant }
provenance-checked = Framställt ur uppgifterna som de var { $instant }, loggens kontrollpunkt { $at } ({ $size } versioner, rot { $root })
history-before = Före
history-after = Efter
history-latest = Senaste ändringarna ({ $n } i allt)
history-all = Hela historiken och jämförelse av versioner
history-from = Jämför version
history-to = med version
history-compare = Jämför
history-version = Version { $n }, { $at }
history-differences = Skillnader
history-same = De två versionerna är lika.

## Formulär
form-optional = (frivilligt)
form-choose = Välj
form-save = Spara
form-cancel = Avbryt
form-edit = Ändra { $title }
form-stopped = Inget är sparat än. Allt du skrev finns kvar. Rätta det här först:
form-denied = Du får inte spara med de här uppgifterna. Välj en enhet som dina roller omfattar, eller be den som ansvarar för enheten.
form-reason = Varför ändras det?
    .help = Syns i historiken. Bra att ha den dag någon frågar.
form-find = Sök { $field }
form-find-words = Skriv några bokstäver
form-find-do = Sök
form-found = { $n ->
    [0] Inget hittades för ”{ $words }”. Pröva färre bokstäver.
    [one] 1 träff. Välj den i listan.
   *[other] { $n } träffar. Välj i listan.
 }
form-found-many = Fler än { $n } träffar. Skriv fler bokstäver.
form-add = Lägg till
form-add-one = Välj en till
form-add-link = Lägg till: { $field }
form-period-from = Från och med
form-period-to = Till och med
form-row = Rad { $n }
form-rows-before = { $n ->
    [one] Raden före
   *[other] De { $n } raderna före
 }
form-row-add = Lägg till rad: { $field }
form-row-remove = Ta bort rad { $n }
form-file-remove = Ta bort filen
form-fault-date = { $field }: det är inget datum. Skriv som 2026-01-31.
form-fault-number = { $field }: skriv ett helt tal med siffror.
form-fault-money = { $field }: skriv ett belopp i kronor, till exempel 1 234,50.
form-fault-choice = { $field }: välj ett av värdena i listan.
form-fault-link = { $field }: posten går inte att hitta. Välj en i listan.
form-fault-period = { $field }: ange från vilket datum det gäller.
form-fault-moment = { $field }: skriv datum och klockslag.
finding-form-missing = { $field } saknas. Fyll i det.
finding-form-shape = Uppgifterna hänger inte ihop. Kontrollera fälten och spara igen.
finding-form-type = { $field } har fel slags värde. Skriv text i ett textfält och en lista i ett listfält.
finding-form-long = { $field } är för långt. Korta till högst { $most } tecken, eller lägg texten i en bifogad fil.
finding-form-number = { $field } ska vara ett heltal, skrivet med siffror.
finding-form-yes = { $field } ska vara ja eller nej.
finding-form-date = { $field } är inget datum som finns. Skriv det som 2026-01-31.
finding-form-instant = { $field } är ingen tidpunkt som finns. Skriv den som 2026-01-31T08:00:00Z.
finding-form-period = { $field } ska ha ett startdatum, och ett slutdatum om perioden är slut, skrivna som 2026-01-31.
finding-form-choice = { $field } har ett värde som inte finns att välja. Välj ett av dem som erbjuds.
finding-form-move = Det går inte att gå från ”{ $from }” till ”{ $to }”. Välj ett steg som erbjuds på sidan.
finding-form-link = { $field } pekar på något som inte finns eller inte passar här. Välj en annan post.

## Två ändrade samtidigt
conflict = Någon annan hann före
    .what = { $number } ändrades ({ $at }) medan du skrev. Inget av ditt är borta, men det är inte sparat än.
    .do = Välj för varje fält vilket värde som ska gälla och spara.
conflict-versions = Båda versionerna
conflict-base = När du började
conflict-theirs = Det som nu är sparat
conflict-mine = Det du skrev
conflict-keep-theirs = Behåll det sparade
conflict-keep-mine = Ta mitt
conflict-save = Spara mina val
conflict-drop = Släng mitt och visa posten

## Ändra många
bulk = { $n ->
    [one] Ändra 1 post
   *[other] Ändra { $n } poster
 }
bulk-change = Gör med de valda
bulk-chosen = valda
bulk-next = Gå vidare
bulk-set = Ändra: { $field }
bulk-value = Nytt värde
bulk-preview = Förhandsgranska
bulk-preview-of = Så här skulle det bli
bulk-record = Post
bulk-said = Vad reglerna säger
bulk-same = Ingen ändring
bulk-good = Går bra
bulk-bad = Går inte
bulk-all = { $n ->
    [one] Ändra posten
   *[other] Ändra alla { $n }
 }
bulk-only-good = Ändra bara de { $n } av { $of } som går bra
bulk-none = Ingen av posterna kan ändras så här. Gå tillbaka och välj något annat.
bulk-anew = Något ändrades sedan du såg förhandsgranskningen. Inget är sparat. Titta igenom igen.
bulk-gone = Posten finns inte eller är dold för dig.
bulk-denied = Du får inte ändra posten.
bulk-no-move = Steget kan inte tas från postens läge.
bulk-stale = Posten ändrades just av någon annan. Förhandsgranska igen.

## Sök
search = Sök
search-words = Sök efter
search-in-page = Sök igen
search-empty = Skriv vad du söker
    .do = Sökningen går igenom alla sorters poster. Ett nummer leder direkt till posten.
search-none = Inget hittades för ”{ $words }”
    .do = Pröva ett annat ord eller en kortare del av det.
search-many = Fler än { $n } träffar på ”{ $words }”. Här är de { $n } bästa: skriv fler ord för att få färre.
search-count = { $n ->
    [one] 1 träff på ”{ $words }”
   *[other] { $n } träffar på ”{ $words }”
 }

## När något inte gick
problem-not-found = Sidan finns inte
    .what = Det du sökte finns inte, eller så är det inget du har tillgång till.
    .do = Kontrollera adressen, eller sök i rutan högst upp.
problem-not-found-api = Adressen finns inte
    .what = Här finns inget att hämta, eller så är det inget du har tillgång till.
    .do = Jämför adressen med beskrivningen i /api/v1/openapi.json.
problem-not-found-past = Fanns inte då
    .what = Det du sökte fanns inte det datum du ser på, eller så är det inget du har tillgång till.
    .do = Välj ett senare datum, eller gå tillbaka till i dag.
problem-denied = Du får inte göra det här
    .what = Dina roller räcker inte. Inget har ändrats.
    .do = Be den som äger posten att göra ändringen, eller din administratör om en roll.
problem-refused = Det gick inte att spara
    .what = En eller flera regler säger nej. Inget har sparats.
    .do = Rätta det som står nedan och försök igen.
problem-stale = Någon annan hann före
    .what = Posten ändrades medan du arbetade. Din ändring är inte sparad.
    .do = Öppna posten, se vad som ändrats och gör om det du ville.
problem-stale-open = Öppna { $number }
problem-past = Det förflutna kan inte ändras
    .what = Du ser på ett tidigare datum. Inget har ändrats.
    .do = Gå tillbaka till i dag och försök igen.
problem-broken = Något gick sönder
    .what = Felet är vårt. Det du höll på med är inte sparat; det som var sparat finns kvar.
    .do = Försök igen om en stund. Kvarstår felet, kontakta din administratör.
problem-number = Felet är antecknat med nummer { $number }. Uppge det om du kontaktar någon.
problem-away = Databasen svarar inte just nu
    .what = Det som redan är sparat finns kvar. Om du just sparade något är det osäkert om det hann sparas.
    .do = Vänta en liten stund och ladda om sidan. Se efter om det du sparade finns innan du sparar det igen.
problem-full = Disken är full
    .what = Inget sparades. Det går fortfarande att läsa.
    .do = Ta en kopia av det du skrev, kontakta din administratör, och spara igen när det finns plats.
problem-too-large = Filen är för stor
    .what = Den är större än { $most } MB och togs inte emot. Inget har sparats.
    .do = Dela upp filen eller spara den i mindre format och försök igen.
problem-out-of-service = Stadga är inte i drift just nu
    .what = Databasen går inte att använda. Inget har gått förlorat.
    .do = Försök igen om en stund. Kvarstår felet, kontakta den som driver Stadga.
problem-too-many = För många på kort tid
    .what = Du har bett om mycket på kort tid. Det som redan är sparat finns kvar.
    .do = { $seconds ->
        [one] Vänta 1 sekund och försök igen.
       *[other] Vänta { $seconds } sekunder och försök igen.
     } Skickade du ett formulär: gå tillbaka, det du skrev finns kvar. En fil behöver du välja igen.
problem-busy = Mycket att göra just nu
    .what = Servern har fullt upp med annat av samma slag. Det som redan är sparat finns kvar.
    .do = { $seconds ->
        [one] Vänta 1 sekund och försök igen.
       *[other] Vänta { $seconds } sekunder och försök igen.
     } Skickade du ett formulär: gå tillbaka, det du skrev finns kvar. En fil behöver du välja igen.
problem-file-empty = Filen är tom
    .what = { $name } har inget innehåll och togs inte emot. Inget har sparats.
    .do = Välj en annan fil och försök igen.
problem-unreadable = Formuläret gick inte att läsa
    .what = Det som skickades kom inte fram helt. Inget har sparats.
    .do = Gå tillbaka och skicka formuläret igen.
problem-bulk-nothing = Inget är valt
    .what = Ingen post eller ingen ändring var vald. Inget har ändrats.
    .do = Gå tillbaka, kryssa för minst en post och välj vad som ska göras.

## Brister
breaches = Brister
breaches-lead = Det som står under Att rätta till på posterna, och sedan när reglerna har sett det. Gås igenom varje natt.
breaches-today-only = Brister visas bara för i dag. Ta bort datumet för att se dem.
breaches-none = Inga brister
    .do = Reglerna har inget att säga om de poster som du får se här. De gås igenom varje natt.
breaches-count = { $n ->
    [one] 1 brist
    [1001] Fler än 1 000 brister
   *[other] { $n } brister
 }
breaches-areas = Område
breaches-unit = Enhet
breaches-unit-all = Alla enheter
breaches-whose = Vems
breaches-whose-all = Allas
breaches-whose-mine = Mina
breaches-sort = Ordning
breaches-oldest = Äldst först
breaches-newest = Nyast först
breaches-show = Visa
breaches-record = Post
breaches-what = Vad som är fel och vad du kan göra
breaches-code = Krav
breaches-since = Sedd sedan
breaches-age = Ålder
breaches-owner = Ansvarig
breaches-days = { $n ->
    [0] i dag
    [one] 1 dag
   *[other] { $n } dagar
 }
breaches-mended = Rättat sedan reglerna senast gicks igenom. Försvinner härifrån i natt.
breaches-since-date = sedd sedan { $date }
breaches-own = { $n ->
    [one] 1 brist i dina poster
    [1001] Fler än 1 000 brister i dina poster
   *[other] { $n } brister i dina poster
 }
breaches-all = Alla brister
