# Efterlevnad: vad reglerna säger.
finding-ctl-01-period = Perioden slutar innan den börjar. Ändra något av datumen.
finding-ctl-01-late = Skulle ha varit fastställd { $date }. Fastställ den, eller ändra dagen och skriv varför.
finding-ctl-01-unanswered = { $n ->
    [one] Ett krav är inte bedömt. Bedöm det innan du fastställer.
   *[other] { $n } krav är inte bedömda. Bedöm dem innan du fastställer.
 }
finding-ctl-01-settled = Bedömningen är fastställd och ändras inte. Öppna den igen, eller skapa en ny som bygger på den.
finding-ctl-01-reason = Kravet gäller inte här. Skriv varför.
finding-ctl-01-evidence = Inget visar att kravet uppfylls. Koppla en kontroll, ett underlag eller ett styrande dokument.
finding-ctl-01-ended = Underlaget gäller inte längre. Byt till ett som gäller.
finding-ctl-02-lower = Kravet har lägre prioritet. Skriv varför.
finding-ctl-02-must = Kravet måste uppfyllas men saknar motiv. Skriv det här eller i bedömningen.
finding-ctl-03-action = Kravet måste uppfyllas och saknar åtgärd. Koppla en åtgärd, eller skapa en.
finding-ctl-03-target = Målet skulle ha nåtts { $date }. Bedöm kravet på nytt, eller ändra dagen och skriv varför.
finding-ctl-08-owners = Kontrollen ska ägas av både informationssäkerhet och it-säkerhet. Ange den som saknas.
finding-ctl-08-requirements = Kontrollen visar inget. Ange ett krav eller ett styrande dokument.
finding-ctl-10-points = Planen har inga kontrollpunkter. Lägg till vad som ska kontrolleras.
finding-ctl-10-decision = Ange nämndens beslut om planen.
finding-ctl-10-late = Rapporten skulle ha varit klar { $date }. Återrapportera, eller ändra dagen och skriv varför.
finding-ctl-10-other = Nämnden har beslutat vad som kontrolleras. Punkterna kan få resultat men inte bytas ut.
finding-ctl-10-reported = Uppföljningen är återrapporterad och ändras inte.
finding-ctl-10-result = ”{ $what }” saknar resultat eller nivå. Fyll i det.
finding-ctl-10-measure = ”{ $what }” avviker utan åtgärd. Koppla en åtgärd.
finding-ctl-11-owner = Ingen ansvarar för nyckeltalet. Ange någon.
finding-ctl-11-frequency = Ange hur ofta nyckeltalet följs.
finding-ctl-11-level = Nyckeltalet har ingen målnivå. Ange en.
finding-ctl-11-alarm = Larmnivån ska vara sämre än målnivån. Byt någon av dem.
finding-ctl-11-number = ”{ $text }” är ingen siffra. Skriv till exempel 97,4.
finding-ctl-11-future = Perioden är inte slut än. Välj en period som har tagit slut.
finding-ctl-11-based = Skriv ett antal: ett heltal som inte är mindre än noll.
finding-ctl-11-weight = Nyckeltalet vägs samman. Ange hur många värdet bygger på.
finding-ctl-14-late = Kontrollen skulle ha gjorts { $date }. Planera ett tillfälle.
finding-ctl-14-check = Kontrollen skulle ha gjorts { $date }. Gör och signera den, eller ställ in den.
finding-ctl-14-frequency = Ange hur ofta kontrollen görs.
finding-ctl-14-signed = Kontrollen är signerad och ändras inte. Åtgärder och underlag kan läggas till.
finding-ctl-14-role = Välj i vilken roll du signerar.
finding-ctl-14-day = Ange när kontrollen signerades.
finding-ctl-14-future = Signaturen kan inte ha en dag som inte har kommit.
finding-ctl-14-level = Ange hur mycket det avviker, även när inget gör det.
finding-ctl-14-numbers = Skriv antal som hela tal. Fler kan inte avvika än de som granskats.
finding-ctl-14-measure = Kontrollen avviker utan åtgärd. Koppla en åtgärd.
finding-ctl-15-points = Kontrollen görs med checklista men har ingen. Skriv vad som ska kontrolleras.
finding-ctl-15-line = En punkt i checklistan saknar svar. Svara på alla innan du signerar.
finding-ctl-16-passed = Granskningen skulle ha varit { $date }. Skriv in resultatet, eller ange ny dag.
finding-ctl-16-owner = Ingen ansvarar för kontakten med granskaren. Ange någon.
finding-ctl-16-measure = Granskningen { $date } fann en avvikelse utan åtgärd. Koppla en åtgärd.
