## Logga in
sign-in = Logga in
sign-in-do = Logga in
sign-in-name = Användarnamn
sign-in-password-now = Lösenord
sign-in-password = Nytt lösenord
    .help = Minst 12 tecken. Flera ord i rad är lätta att minnas och svåra att gissa.
sign-in-again = Nytt lösenord en gång till
sign-in-lost = Har du glömt lösenordet? Be en administratör om en ny länk.
sign-in-wrong = Namnet och lösenordet hör inte ihop. Inget har ändrats. Kontrollera stavningen och försök igen.
sign-in-wait = För många felaktiga försök med det här namnet. Försök igen klockan { $from }, eller be en administratör om hjälp.

## Välja lösenord
invitation = Välj lösenord
invitation-lead = Du väljer lösenord för { $name }. Sedan är du inloggad.
invitation-do = Spara lösenordet
password-short = Lösenordet är för kort. Använd minst 12 tecken.
password-long = Lösenordet är för långt. Använd högst 256 tecken.
password-name = Lösenordet innehåller ditt användarnamn. Välj något som inte går att gissa.
password-plain = Lösenordet upprepar samma få tecken. Använd fler olika.
password-again = De två lösenorden är inte lika. Skriv samma lösenord i båda fälten.
password-now-wrong = Det nuvarande lösenordet stämmer inte. Skriv det du loggar in med i dag.

## Det egna kontot
account = Mina uppgifter
account-roles = Roller i dag
account-no-roles = Inga
account-password = Byt lösenord
account-password-do = Byt lösenord
done-password = Lösenordet är bytt. Du är utloggad överallt utom här.

## Nycklar för andra program
tokens = Nycklar för andra program
tokens-lead = Med en nyckel kan ett annat program läsa och skriva här i ditt namn. Det får göra det du får göra, inget mer.
tokens-api = Så fungerar det
tokens-name = Vad nyckeln används till
    .help = Till exempel: Veckorapport till ledningen.
tokens-days = Hur länge ska den gälla?
tokens-days-are = { $days } dagar
tokens-make = Gör en nyckel
tokens-made = Nyckeln { $name } är klar:
tokens-once = Den visas bara nu. Kopiera den till det program som ska ha den, och lämna den inte till någon annan.
tokens-lacking = Ingen nyckel är gjord. Skriv vad den ska användas till och välj hur länge den ska gälla.
tokens-since = Gjord
tokens-until = Gäller till
tokens-used = Senast använd
tokens-unused = Aldrig
tokens-end = Avsluta
tokens-is-ended = Avslutad
tokens-is-old = För gammal
done-token = Nyckeln är avslutad. Den öppnar inget mer.

## Konton
accounts = Konton
accounts-lead = Vilka som kan logga in. Vad de får göra bestäms av deras roller.
accounts-person = Person
accounts-person-new = Saknas personen? Lägg in den först.
accounts-choose = Välj person
accounts-state = Läge
accounts-do = Gör
accounts-new = Bjud in någon
accounts-invite = Bjud in
accounts-link = Ny länk
accounts-link-for = Länk för { $name }. Lämna den till personen på ett säkert sätt:
accounts-link-once = Länken visas bara nu, fungerar en gång och gäller i sju dagar.
accounts-block = Spärra
accounts-open = Öppna igen
accounts-is-open = Öppet
accounts-is-invited = Inbjuden, har inte valt lösenord
accounts-is-blocked = Spärrat
accounts-name-odd = Namnet kan bara ha bokstäverna a till z, siffror, punkt, bindestreck, understreck och @. Välj ett annat.
accounts-name-taken = Det finns redan ett konto med det namnet. Välj ett annat.
accounts-history = Vad som har hänt med konton
accounts-history-lead = Vem som har gjort, bjudit in, spärrat och öppnat konton, och när de började användas. Inget här kan ändras eller tas bort.
accounts-history-none = Inget har hänt ännu
accounts-history-none-why = Här står varje konto som görs, bjuds in, spärras eller öppnas igen.
accounts-history-older = Äldre
event-at = När
event-account = Konto
event-what = Vad
event-actor = Av
event-made = Kontot gjordes
event-invited = Fick en länk för att välja lösenord
event-blocked = Spärrades
event-opened = Öppnades igen
event-chosen = Valde lösenord
event-password = Bytte lösenord
event-signed-in = Loggade in första gången
event-token-made = Gjorde en nyckel
event-token-ended = Avslutade en nyckel
accounts-person-taken = Personen har redan ett konto.
done-account = Kontot är ändrat.

## När något hindrar
problem-sign-in = Logga in först
    .what = Det här är bara för den som har loggat in. Inget har ändrats.
    .do = Logga in och försök igen.
problem-no-role = Du har ingen roll ännu
    .what = Du är inloggad, men har ingen roll i organisationen i dag och kan därför inte se något.
    .do = Be din chef eller en administratör att ge dig den roll du ska ha.
problem-as-of = Datumet går inte att läsa
    .what = Adressen ber om läget ett visst datum, men datumet är inte ett riktigt datum.
    .do = Skriv datumet som 2025-12-31, eller ta bort det ur adressen.
problem-invitation = Länken gäller inte längre
    .what = Länken är redan använd, för gammal eller felskriven.
    .do = Be en administratör om en ny.
problem-own-account = Du kan inte spärra dig själv
    .what = Kontot är ditt eget. Inget har ändrats.
    .do = Be en annan administratör om det ska spärras.
problem-cross-site = Formuläret kom från en annan webbplats
    .what = För din säkerhet tas sådant inte emot. Inget har ändrats.
    .do = Öppna sidan här i Stadga och skicka därifrån.
problem-method = Så går det inte att göra
    .what = Adressen finns, men det går inte att göra just detta med den. Inget har ändrats.
    .do = Gå tillbaka och använd knapparna på sidan.
