//! A made-up answer to auditors with every kind of block, for tests and for looking at.

use jiff::civil::date;
use stadga_publish::document::{
    Block, Cell, Colour, Document, Labels, Language, Signature, Table, Text, amount, bullets, cell,
    column, fact, facts, figure, grade, heading, narrow, note, numbered, paragraph, signatures,
    warning,
};

/// The Swedish fixed words.
pub fn labels() -> Labels {
    Labels {
        page: "Sida".into(),
        of: "av".into(),
        contents: "Innehåll".into(),
        table: "Tabell".into(),
        figure: "Figur".into(),
        name: "Namnförtydligande".into(),
        date: "Datum".into(),
    }
}

/// The answer, about six pages long.
pub fn answer(svg: &str) -> Document {
    let mut document = Document::new(
        Language::Swedish,
        "Region Åsnen",
        "Svar på revisorernas granskning av informationssäkerheten",
        date(2026, 3, 17),
        labels(),
    );
    document.subtitle = Some("Regionstyrelsens yttrande till revisorerna".into());
    document.reference = Some("RS 2026/0147".into());
    document.provenance =
        Some("Framställt 2026-03-17 09:12 ur läget 2026-03-16 · logg 48 211".into());
    document.facts = vec![
        fact("Diarienummer", "RS 2026/0147"),
        fact("Datum", "2026-03-17"),
        fact("Till", "Regionens revisorer"),
    ];
    document.extend(opening());
    document.push(heading(1, "Bedömning per revisionsfråga"));
    document.push(questions());
    document.push(figure(
        svg,
        "Staplar per kvartal: inkomna, avslutade och försenade åtgärder under 2025.",
        "Åtgärder per kvartal 2025",
    ));
    document.push(heading(1, "Svar per rekommendation"));
    for number in 1..=3 {
        document.extend(recommendation(number));
    }
    document.push(heading(1, "Uppföljning av äldre rekommendationer"));
    document.push(follow_up());
    document.push(heading(1, "Underskrifter"));
    document.push(signatures([
        Signature::new("Regionstyrelsens ordförande"),
        Signature::new("regiondirektör").acting("tf"),
    ]));
    document
}

fn opening() -> Vec<Block> {
    vec![
        paragraph(
            Text::from("Regionens revisorer har granskat om regionstyrelsen har säkerställt ett ")
                .emphasis("ändamålsenligt")
                .plain(" arbete med informationssäkerhet. Styrelsen ")
                .strong("instämmer i huvudsak")
                .plain(" och redovisar här vad som är gjort, vad som är planerat och när det ska vara klart. Granskningen finns på ")
                .link("regionens webbplats", "https://region.example/granskning")
                .plain("."),
        ),
        facts([
            fact("Beslutas av", "Regionstyrelsen, 2026-03-17, § 42"),
            fact("Beredning", "Digitaliseringsutskottet 2026-03-03"),
            fact("Kontakt", "Informationssäkerhetsfunktionen"),
        ]),
        note(
            "Så läses svaret",
            "Varje bedömning har ett tecken, ett ord och en färg. Tecknet och ordet bär betydelsen, färgen är ett stöd.",
        ),
        Block::Contents,
        heading(1, "Sammanfattning"),
        paragraph("Av elva revisionsfrågor bedömde revisorerna tio som uppfyllda och en som delvis uppfylld. Sex åtgärder är genomförda, fyra pågår enligt plan och en är försenad i väntan på upphandling."),
        bullets([
            Text::from("Behörigheter gås igenom två gånger om året i alla vårdsystem."),
            Text::from("Utbildningen är obligatorisk och följs upp per förvaltning; 81 procent har gått den."),
            Text::from("Styrelsen får en lägesbild varje kvartal, med början andra kvartalet 2026."),
        ]),
    ]
}

fn questions() -> Table {
    let fulfilled = || grade("●", "Uppfylld", Colour::Green);
    Table::new(
        "Revisionsfrågor med revisorernas bedömning",
        [narrow("Nr"), column("Fråga", 6), narrow("Bedömning"), column("Styrelsens svar", 5)],
    )
    .row_header()
    .row([
        cell("1"),
        cell("Finns det beslutade och aktuella riktlinjer för informationssäkerhetsarbetet?"),
        fulfilled(),
        cell("Instämmer. Riktlinjerna antogs 2025 och ses över varje år."),
    ])
    .row([
        cell("2"),
        cell("Finns det rutiner för kontroll av systembehörigheter som är ändamålsenliga?"),
        grade("◐", "Delvis", Colour::Yellow),
        cell("Instämmer. Rutinen införs i vårdsystemen under 2026, se rekommendation 2."),
    ])
    .row([
        cell("3"),
        cell("Följs arbetet upp på politisk nivå?"),
        grade("○", "Ej uppfylld", Colour::Red),
        cell("Instämmer delvis. Uppföljning sker, men har inte synts i protokollen."),
    ])
    .row([
        cell("4"),
        cell("Är rollen som dataskyddsombud skild från den som beslutar om behandlingen?"),
        grade("–", "Ej aktuell", Colour::White),
        cell("Frågan föll bort när organisationen ändrades."),
    ])
}

fn recommendation(number: u8) -> Vec<Block> {
    vec![
        heading(2, format!("Rekommendation {number}: håll riktlinjer och rutiner kända")),
        paragraph(Text::from("Styrelsens ställningstagande: ").strong("instämmer.")),
        heading(3, "Hittills vidtagna åtgärder"),
        paragraph(
            "En introduktion för alla nyanställda infördes hösten 2025. Chefer har fått ett underlag till arbetsplatsträffar, och frågorna tas upp i de årliga medarbetarsamtalen. Förvaltningarna har var sin informationssäkerhetssamordnare som möts varje månad.",
        ),
        heading(3, "Planerade åtgärder och tidplan"),
        Table::new(
            format!("Planerade åtgärder för rekommendation {number}"),
            [column("Åtgärd", 6), column("Ansvarig", 3), narrow("Klart"), amount("Kostnad, kr")],
        )
        .row([
            cell("Riktad utbildning för systemförvaltare och objektägare"),
            cell("HR-förvaltningen"),
            cell("2026-06-30"),
            cell("240 000"),
        ])
        .row([
            cell("Behörighetsgenomgång i samtliga vårdsystem med uppföljning per verksamhet"),
            cell("Digitaliseringsförvaltningen"),
            cell("2026-12-31"),
            cell("1 150 000"),
        ])
        .into(),
        numbered([
            "Utbildningen upphandlas under våren.",
            "Genomgången prövas på två kliniker innan den införs brett.",
        ]),
        warning(
            "Finansiering saknas",
            "Den andra åtgärden har ännu ingen beslutad finansiering och tas upp i budgetberedningen för 2027.",
        ),
    ]
}

fn follow_up() -> Table {
    let rows = (1..=24).map(|number| -> Vec<Cell> {
        let mark = match number % 4 {
            0 => grade("○", "Kvarstår", Colour::Red),
            1 => grade("●", "Åtgärdad", Colour::Green),
            2 => grade("◐", "Pågår", Colour::Yellow),
            _ => grade("–", "Inte aktuell", Colour::White),
        };
        vec![
            cell(format!("2016:{number}")),
            cell("Inför en samlad förteckning över informationstillgångar med utpekad ägare och klassning."),
            mark,
            cell("Förteckningen förs i ledningssystemet och omfattar nu alla objekt i förvaltningsmodellen; ägare är utsedda för nio av tio."),
        ]
    });
    Table::new(
        "Revisorernas rekommendationer från 2016 och läget i dag",
        [narrow("Punkt"), column("Rekommendation", 5), narrow("Läge"), column("Skäl", 6)],
    )
    .row_header()
    .rows(rows)
}
