# Organisationen: organ och enheter, personer, roller och forum.

area-organisation = Organisation
menu-units = Enheter
menu-persons = Personer
menu-assignments = Roller
menu-forums = Forum

## Enhet
unit = enhet
    .help = Ett politiskt organ, en förvaltning, en stab, en verksamhet eller en extern part.
    .start = Lägg in nämnder, förvaltningar och enheter: roller, åtgärder och granskningar hör till dem.
unit-plural = enheter
unit-new = Ny enhet
unit-group-time = Giltighet
unit-group-responsibility = Ansvar
unit-name = Namn
unit-short = Kortnamn
    .help = Till exempel RS för regionstyrelsen.
unit-unit_type = Typ
unit-parent = Överordnad
    .help = Det organ eller den enhet som den här ingår i.
unit-parent-of = Underordnade enheter
unit-period = Finns från och till
    .help = Lämna slutet tomt så länge enheten finns. Ta aldrig bort en nedlagd enhet: äldre uppgifter ska visa den organisation som gällde då.
unit-ended_because = Varför den upphörde
    .help = Motivet till omorganisationen. Behövs när slutdatum är satt.
unit-succeeded_by = Ersatt av
unit-succeeded_by-of = Har ersatt
unit-assignment = Uppdrag
    .help = Vad enheten är till för, med en eller två meningar.
unit-responsibilities = Ansvar enligt reglemente
unit-responsibilities-area = Område
unit-responsibilities-source = Reglemente och paragraf

## Person
person = person
    .help = Någon som kan ha en roll, äga en åtgärd och logga in.
    .start = Lägg in dem som ska äga åtgärder, ha roller eller logga in.
person-plural = personer
person-new = Ny person
person-name = Namn
    .help = Det som personen kallas här.
person-email = E-post
person-unit = Anställd vid
    .help = Roller kan gälla helt andra delar av organisationen; de läggs under Roller.
person-unit-of = Personer
person-period = Här från och till

## Rolltilldelning
assignment = roll
    .help = Vem som har en roll, var, när och med hur mycket av sin tid. Utan person är rollen vakant.
    .start = Ge personerna roller: det är rollen som avgör vad någon får göra.
assignment-plural = roller
assignment-new = Ny roll
assignment-group-time = Tid
assignment-group-standing = Ställning
assignment-title = Benämning
    .help = Till exempel ”Objektägare vårdinformation”.
assignment-role = Roll
    .help = Rollen avgör vad innehavaren får göra i Stadga.
assignment-person = Innehavare
    .help = Lämna tomt om rollen är vakant.
assignment-person-of = Roller
assignment-unit = Gäller för
assignment-unit-of = Roller
assignment-about = Avser
    .help = Om rollen gäller en enda sak, till exempel ett förvaltningsobjekt.
assignment-about-of = Roller
assignment-group-scope = Omfattning
assignment-scope = Bara för dessa enheter
    .help = Lämna tomt om rollen gäller överallt där den brukar. Annars gäller den bara här och för enheterna under.
assignment-scope-of = Roller som bara gäller här
assignment-records = Bara för dessa poster
    .help = För den som släpps in i ett enda ärende, till exempel en leverantör: numren på de poster som får läsas.
assignment-records-of = Roller som bara gäller denna post
assignment-area = Delområde
    .help = Det delområde inom informationssäkerhet som rollen svarar för.
assignment-period = Från och till
assignment-share = Andel av arbetstiden, procent
assignment-acting = Tillförordnad
    .help = Innehavaren uppehåller rollen tills någon är utsedd. I beslut och svar skrivs ”tf”.
assignment-deputy_for = Ersättare för
assignment-deputy_for-of = Ersättare
assignment-note = Anteckning

## Forum
forum = forum
    .help = Ett råd, en styrgrupp eller en annan grupp som möts.
forum-plural = forum
forum-new = Nytt forum
forum-group-meetings = Möten
forum-name = Namn
forum-forum_type = Typ
forum-purpose = Syfte
forum-unit = Hör till
    .help = Det organ som forumet tillhör och rapporterar till.
forum-unit-of = Forum
forum-period = Finns från och till
forum-meeting_plan = Mötesplan
forum-members = Ledamöter
forum-members-part = Uppgift
forum-members-part-is-chair = Ordförande
forum-members-part-is-member = Ledamot
forum-members-part-is-deputy = Ersättare
forum-members-part-is-secretary = Sekreterare
forum-members-part-is-co-opted = Adjungerad
forum-members-role = Roll
    .help = Ange rollen om platsen följer den, oavsett vem som har den.
forum-members-person = Person
forum-members-person-of = Sitter i forum

## Vad reglerna säger
finding-org-01-period = Slutet ligger före början. Rätta datumen.
finding-org-02-motive = Enheten har ett slutdatum men inget motiv. Skriv varför den upphörde.
finding-org-02-parent = { $parent } finns inte längre, men enheten lever kvar under den. Ange ny överordnad enhet eller ett slutdatum.
finding-org-02-unit = { $unit } finns inte längre, men rollen gäller fortfarande där. Flytta rollen till en enhet som finns eller avsluta den.
finding-org-12-period = Slutet ligger före början. Rätta datumen.
finding-org-12-email = E-postadressen ser inte rätt ut. Skriv den som namn@organisation.se eller lämna fältet tomt.
finding-org-12-share = { $share } procent kan inte vara en andel av arbetstiden. Skriv ett heltal från 1 till 100.
finding-org-13-vacant = Rollen är vakant. Ange innehavare eller ersättare, eller avsluta rollen om den inte behövs.
finding-org-13-left = { $person } finns inte längre i organisationen men har kvar rollen. Ange en ny innehavare, eller töm fältet så att vakansen syns.
finding-org-18-period = Slutet ligger före början. Rätta datumen.
finding-org-18-seat = Platsen hör varken till en roll eller en person. Välj minst en av dem eller ta bort raden.
finding-org-18-chair = Forumet har ingen ordförande. Lägg till vem eller vilken roll som leder det.
finding-org-25-nobody = Rollen är markerad som tillförordnad men har ingen innehavare. Ange vem det är eller ta bort markeringen.
finding-org-27 = Enhetens uppdrag är inte nedskrivet. Skriv i en eller två meningar vad den är till för.
