//! Texts that programs and printers have made hard to read: columns, spaces in words, lists with gaps.

use jiff::civil::date;

use super::{Kind, reading, sample};

const COLUMNS: &str = "Granskning av beredskap för avbrott\nEkdals kommun\nRevisionsrapport nr 4/2024\n\n\
SAMMANFATTNING                       AVGRÄNSNING\n\
\n\
Vi har av Ekdals kommuns revisorer   Granskningen omfattar inte de bolag\n\
fått i uppdrag att granska om kom-   som kommunen äger, och inte heller\n\
munstyrelsen har en ändamålsenlig    de förbund som den är medlem av\n\
beredskap. Granskningen ingår i      tillsammans med andra.\n\
revisionsplanen.\n\
\x20                                    METOD\n\
Vår sammanfattande bedömning är\n\
att kommunstyrelsen inte har en      Dokumentstudier och tretton inter-\n\
tillräcklig styrning av området.     vjuer med bland andra chefer och\n\
\x20                                    samordnare i förvaltningarna har\n\
REKOMMENDATIONER                     legat till grund för det som sägs\n\
\x20                                    om hur planerna används.\n\
Vi rekommenderar kommunstyrel-\n\
sen att                              Rapporten har lästs av dem som har\n\
\x20                                    intervjuats, och de fel som fanns i\n\
- upprätta en plan för avbrott       den har rättats.\n\
\x20 i alla viktiga system\n\
- öva planen minst en gång per       Granskningen gjordes av kommunens\n\
\x20 år tillsammans med alla            revisorer med hjälp av konsulter.\n\
\nSvar önskas senast 2025-02-28.\n";

#[test]
fn aud_12_columns_side_by_side_are_read_one_after_the_other() {
    let found = reading(COLUMNS);
    let told: Vec<_> = found
        .recommendations
        .iter()
        .map(|r| (r.said.as_written.as_str(), r.addressee.as_deref(), r.said.lines.0))
        .collect();
    assert_eq!(
        told,
        [
            ("upprätta en plan för avbrott i alla viktiga system", Some("kommunstyrelsen"), 22),
            ("öva planen minst en gång per år tillsammans med alla", Some("kommunstyrelsen"), 24),
        ]
    );
    assert_eq!(found.verdicts[0].grade.as_ref().unwrap().key, "not-met");
    assert!(found.delimitations[0].as_written.contains("de bolag som kommunen äger"));
    assert_eq!(found.request.unwrap().by.unwrap().latest, Some(date(2025, 2, 28)));
}

const SPACED: &str = "Granskning av inköp\nRegion Ekdal, februari 2023\n\n\
1. I n l e d n i n g\n1.1 S yfte\nSyftet med gransk ningen är att bedöma om region styrelsen har en ända måls enlig\n\
in köps verksamhet.\n\n1.2 Revi sionsfrågor\n► Finns riktlinjer?\n► Följs avtalen upp?\n\n\
2. Slutsatser\nSammantaget bedömer vi att regionstyrelsen inte har en helt ändamålsenlig inköpsverksamhet.\n\n\
Utifrån granskningen rekommenderas regionstyrelsen:\nR1 att revidera riktlinjerna för inköp\n\
R2 att klargöra ansvaret för avtal\nUtifrån granskningen rekommenderas hälso- och sjukvårdsnämnden:\n\n\
R3 att följa upp avtalen\n\nEkdal den 21 februari 2023\n";

#[test]
fn aud_04_words_in_three_parts_are_put_together() {
    let purpose = reading(SPACED).purpose;
    assert_eq!(
        purpose[0].as_written,
        "Syftet med granskningen är att bedöma om regionstyrelsen har en ändamålsenlig inköpsverksamhet."
    );
}

#[test]
fn aud_12_recommendations_right_below_the_body_they_are_given_to() {
    let found = reading(SPACED).recommendations;
    let told: Vec<_> = found
        .iter()
        .map(|r| {
            (
                r.number.as_deref().unwrap(),
                r.said.as_written.as_str(),
                r.addressee.as_deref().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("R1", "revidera riktlinjerna för inköp", "regionstyrelsen"),
            ("R2", "klargöra ansvaret för avtal", "regionstyrelsen"),
            ("R3", "följa upp avtalen", "hälso- och sjukvårdsnämnden"),
        ]
    );
}

#[test]
fn aud_12_what_a_recommendation_points_at_is_taken_in_and_a_list_goes_on_over_a_paragraph() {
    let text = "Genomlysning av it i Region Ekdal\nRevisionen, 2024-05-02\n\n\
        1 Iakttagelser\nGranskningen visar att ansvaret är spritt.\n\n\
        2 Rekommendationer\n\n2.1 Organisation\n\nRekommendationen är att hålla ihop det:\n\n\
        En ny enhet inrättas med följande delar:\n\n- Ledning\n  - Chef\n- Leverans\n  - Drift\n\n\
        2.2 Förvaltning\n\nVi rekommenderar följande regler för alla system:\n\n\
        - Förvaltningen ingår i regionens portfölj\n- Planen omfattar minst\n  - systemets avrop\n  - ändringar av krav\n\n\
        Ändringarna ska vara utredda enligt den mall som gäller.\n\n\
        - Behov som uppstår senare bereds på samma sätt.\n\n \n- Planen är underlag för budgeten\n\n\
        3 Slut\nText.\n";
    let found = reading(text).recommendations;
    let told: Vec<&str> = found.iter().map(|r| r.said.as_written.as_str()).collect();
    assert_eq!(
        told,
        [
            "hålla ihop det: En ny enhet inrättas med följande delar:\n– Ledning\n– Leverans",
            "Förvaltningen ingår i regionens portfölj",
            "Planen omfattar minst systemets avrop ändringar av krav",
            "Ändringarna ska vara utredda enligt den mall som gäller.",
            "Behov som uppstår senare bereds på samma sätt.",
            "Planen är underlag för budgeten",
        ]
    );
}

#[test]
fn aud_12_the_minimum_of_the_review_has_seven_rules() {
    let Some(text) = sample("rjh-genomlysning-2019.txt") else { return };
    let found = reading(&text).recommendations;
    let of = |section: &str| {
        found.iter().filter(|r| r.places[0].section.as_deref() == Some(section)).count()
    };
    assert_eq!(of("3.1.5"), 7);
    assert!(!found.iter().any(|r| r.said.as_written == "hantera det i samma enhet"));
}

#[test]
fn aud_03_the_day_of_signing_below_a_table_and_who_did_it() {
    let text = "Revisionsrapport\nUppföljande granskning av intern kontroll\nEkdals kommun\nMars 2025\n\n\
        1 Sammanfattning\nPå uppdrag av revisorerna i Ekdals kommun har Nordgranskning AB genomfört en granskning.\n\n\
        2 Revisionell bedömning\n\
        Revisionsfråga                                   Bedömning\n\
        1. Finns det aktuella styrdokument               Delvis uppfyllt\n\
        för området?\n\
        2. Är ansvaret tydligt?                          Uppfyllt\n\n\
        Ekdal den 14 mars 2025\n\nProjektledare                           Projektmedarbetare\n";
    let identity = reading(text).identity;
    assert_eq!(identity.performer.unwrap().as_written, "Nordgranskning AB");
    assert_eq!(identity.dates[0].date, Some(date(2025, 3, 14)));
}

#[test]
fn aud_14_a_request_with_its_points_right_below() {
    let text = "Missiv\nTill kommunstyrelsen\n2026-01-15\n\nGranskning av digitala lås\n\n\
        Revisorerna i Ekdals kommun har granskat lås. Resultatet framgår av bifogad rapport.\n\n\
        Vår samlade bedömning är att socialnämnden delvis har en ändamålsenlig styrning.\n\n\
        Revisionen önskar svar på följande senast den 15 april 2026:\n\
        - Vilka åtgärder nämnden avser att vidta\n- När åtgärderna ska vara genomförda\n- Vem som är ansvarig\n";
    let request = reading(text).request.unwrap();
    let keys: Vec<&str> = request.parts.iter().map(|part| part.key.as_str()).collect();
    assert_eq!(keys, ["planned", "timetable", "responsible"]);
    assert_eq!(request.by.unwrap().latest, Some(date(2026, 4, 15)));
}

#[test]
fn aud_03_a_short_report_that_says_who_should_what() {
    let text = "Granskning av lokaler\nRevisorerna i Ekdals kommun 2025-03-03\n\nSammanfattande bedömning\n\
        Vår bedömning är att kommunstyrelsen har en ändamålsenlig styrning.\n\n\
        Kommunstyrelsen bör\n• uppdatera lokalplanen\n• införa nyckeltal för kostnader\n\n\
        Tekniska nämnden bör\n• upprätta planer för underhåll\n";
    let found = reading(text);
    assert_eq!(found.kind, Kind::Report);
    assert_eq!(found.recommendations.len(), 3);
    assert_eq!(found.recommendations[2].addressee.as_deref(), Some("Tekniska nämnden"));
}

#[test]
fn aud_03_the_day_by_which_an_answer_is_asked_for_is_none_of_the_reports() {
    let text = "Granskningsrapport\nGranskning av skjutsar\nStadsrevisionen i Ekdal\n\n\
        Bedömning\nStadsrevisionen bedömer att avtal saknas. Revisionskriterier är skollagen.\n\
        Svar emotses senast vid nämndens sammanträde den 14 december 2023.\n";
    let found = reading(text);
    assert!(found.identity.dates.is_empty(), "{:?}", found.identity.dates);
    assert_eq!(found.request.unwrap().by.unwrap().latest, Some(date(2023, 12, 14)));
}
