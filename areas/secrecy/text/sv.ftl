# Sekretess: markeringar och läslogg
area-secrecy = Sekretess
menu-marks = Sekretessmarkeringar
menu-readings = Läslogg

mark = sekretessmarkering
    .help = Döljer uppgifter för dem som inte behöver dem, med lagens grund.
mark-plural = sekretessmarkeringar
mark-new = Sekretessmarkera
mark-group-readers = Vem får läsa?
mark-about = Gäller posten
mark-of = Post
mark-of-of = Sekretessmarkeringar
mark-state = Läge
mark-state-is-active = Gäller
mark-state-is-lifted = Hävd
mark-move-lift = Häv markeringen
mark-move-restore = Låt markeringen gälla igen
mark-fields = Dolda fält
    .help = Tomt betyder hela posten.
mark-ground = Grund
    .help = Den bestämmelse som gäller. En markering utan grund är ogiltig.
mark-reason = Skäl
    .help = Varför grunden gäller just här. Skriv inget som i sig är hemligt.
mark-review = Omprövas senast
    .help = Sekretess varar inte för alltid. Datumet hamnar på ansvarigs sida.
mark-readers = Personer som får läsa
mark-readers-of = Får läsa det som är dolt här
mark-roles = Roller som får läsa
    .help = Den som har rollen för postens enhet.
mark-roles-role = Roll
mark-hidden = Dölj även att posten finns
    .help = Bara för ärenden om enskilda, till exempel vid misstanke. Annars ska andra se att posten finns och hur det går.
mark-unit = Enhet
mark-unit-of = Sekretessmarkeringar
mark-owner = Ansvarig för omprövning
mark-owner-of = Markeringar att ompröva

reading = läsning
    .help = En gång någon läste det som en markering döljer.
reading-plural = läslogg
reading-new = Ny läsning
reading-about = Läst post
reading-of = Post
reading-of-of = Läst av
reading-person = Läst av
reading-person-of = Läsningar
reading-purpose = Ändamål
reading-fields = Visade fält
reading-unit = Enhet
reading-unit-of = Läsningar

duty-mark = Ompröva sekretessmarkeringen på { $about }
duty-mark-why = Sekretess ska bara gälla så länge den behövs. Häv markeringen eller sätt ett nytt datum.

menu-sample = Stickprov ur läsloggen
sample-title = Stickprov ur läsloggen
sample-lead = Läsningar av sekretessbelagt innehåll, dragna med slumpen. Fråga läsaren om ändamålet stämmer.
sample-from = Från och med
sample-to = Till och med
sample-count = Antal
sample-draw = Dragning
sample-draw-anew = Dra stickprov
sample-at = När
sample-count-of = { $n } av { $of } läsningar i perioden.

menu-references = Säkerhetsskyddshänvisningar
protective-reference = säkerhetsskyddshänvisning
    .help = Säger att en sak som rör säkerhetsskydd finns någon annanstans och vem man frågar. Aldrig vad den handlar om.
protective-reference-plural = säkerhetsskyddshänvisningar
protective-reference-new = Ny säkerhetsskyddshänvisning
protective-reference-diary_number = Diarienummer
    .help = Numret där handlingen förvaras. Skriv inget om innehållet.
protective-reference-holder = Innehavare
    .help = Den som förvarar handlingen och kan frågas.
protective-reference-holder-of = Säkerhetsskyddshänvisningar
protective-reference-unit = Enhet
protective-reference-unit-of = Säkerhetsskyddshänvisningar
protective-reference-concerns = Berör
    .help = Poster här som saken rör, om det får vara känt.
protective-reference-concerns-of = Säkerhetsskyddshänvisningar
protective-reference-checked = Kontrollerad
finding-nis-05-holder = Ange vem som förvarar handlingen. Annars vet ingen vem man frågar.
finding-nis-05-checked = Kontrollen kan inte ligga i framtiden. Ange dagen då den gjordes.

menu-together = Känsligt tillsammans
together-title = Känsligt tillsammans
together-lead = Öppna poster som var för sig är harmlösa men tillsammans kan visa var skyddet är svagt. Öppna listan, välj poster och sekretessmarkera dem på en gång, eller låt dem vara om de tål att läsas tillsammans.
together-none = Inget hopar sig
    .do = Sidan varnar när många öppna poster handlar om samma sak.
together-about = Gäller
together-what = Poster
together-count = Antal öppna
together-why = Varför
together-all = Hela organisationen
duty-together = { $n ->
    [one] En samling öppna poster är känslig tillsammans
   *[other] { $n } samlingar öppna poster är känsliga tillsammans
}
duty-together-why = Var för sig är de harmlösa. Tillsammans kan de visa var skyddet är svagt. Avgör vilka som ska sekretessmarkeras.
