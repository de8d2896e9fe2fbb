//! Snapshots of the answers and tables, made from the demo region's audits, and what the forms must have.

use super::*;
use crate::{
    answer::State,
    given::{all_scales, all_texts},
    tests::world::World,
};
use stadga_model::Language;
use stadga_publish::document::Block;
use std::collections::BTreeMap;

fn sender() -> Sender {
    Sender { organisation: "Region Exempel".into(), provenance: "Läget 2026-11-22".into() }
}

/// The document of the only answer to an audit, as it stood on a day.
fn answer_on(date: &str, audit: &str) -> Document {
    let (dossier, scales) = (World::on(date).dossier(audit), all_scales());
    let wording = Wording { texts: all_texts(), scales: &scales, language: Language::Swedish };
    answer_document(&dossier, &dossier.answers[0], &sender(), &wording)
}

fn headings(document: &Document, wanted: u8) -> Vec<&str> {
    let found = document.blocks.iter().filter_map(|block| match block {
        Block::Heading { level, text } if *level == wanted => Some(text.as_str()),
        _ => None,
    });
    found.collect()
}

#[test]
fn aud_16_format_a_question_assessment_answer_and_when_it_is_solved() {
    insta::assert_json_snapshot!(answer_on("2025-09-23", "gra-forstudie"));
}

#[test]
fn t37_format_b_four_headings_per_recommendation() {
    let document = answer_on("2024-06-10", "gra-2024");
    let chapters = headings(&document, 1);
    assert_eq!(chapters.len(), 4, "three recommendations and a close: {chapters:?}");
    let parts = headings(&document, 2);
    assert_eq!(parts.len(), 12);
    assert_eq!(
        parts[..4],
        [
            "Hittills vidtagna åtgärder",
            "Eventuella planerade åtgärder",
            "Tidplan för planerade åtgärder",
            "Eventuella andra synpunkter"
        ]
    );
    insta::assert_json_snapshot!(document);
}

#[test]
fn t38_format_c_position_reasons_and_measures() {
    insta::assert_json_snapshot!(answer_on("2025-03-20", "gra-ansvar"));
}

#[test]
fn aud_17_a_draft_says_so_and_marks_what_nobody_has_written() {
    let document = answer_on("2026-11-22", "gra-2026");
    assert!(
        matches!(&document.blocks[0], Block::Note { title: Some(title), .. } if title == "Utkast")
    );
    insta::assert_json_snapshot!(document);
    let dossier = World::on("2026-11-22").dossier("gra-2026");
    assert_eq!(dossier.answers[0].record.state, State::Preparation);
}

#[test]
fn org_25_an_acting_director_signs_as_such() {
    let document = answer_on("2024-06-10", "gra-2024");
    let Some(Block::Signatures { lines }) = document.blocks.last() else { panic!("no signatures") };
    let titles: Vec<_> = lines.iter().map(|line| line.title()).collect();
    assert_eq!(titles, ["Ordförande, Regionstyrelsen", "tf regiondirektör, Region Exempel"]);
}

#[test]
fn rep_02_the_follow_up_table_has_symbol_word_and_colour() {
    let (dossier, scales) = (World::on("2026-11-22").dossier("gra-2024"), all_scales());
    let wording = Wording { texts: all_texts(), scales: &scales, language: Language::Swedish };
    insta::assert_json_snapshot!(followup_document(&dossier, &sender(), &wording));
}

#[test]
fn rep_03_questions_and_overall_questions_in_two_tables() {
    let (dossier, scales) = (World::on("2026-11-22").dossier("gra-2024"), all_scales());
    let wording = Wording { texts: all_texts(), scales: &scales, language: Language::English };
    let document = questions_document(&dossier, &sender(), &wording);
    let rows = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.rows.len()),
        _ => None,
    });
    assert_eq!(rows.collect::<Vec<_>>(), [10, 3]);
    insta::assert_json_snapshot!(document);
}

#[test]
fn aud_33_the_package_holds_state_and_evidence_as_of_the_day() {
    let scales = all_scales();
    let wording = Wording { texts: all_texts(), scales: &scales, language: Language::Swedish };
    let dossier = World::on("2025-06-30").dossier("gra-2024");
    insta::assert_json_snapshot!(package_document(&dossier, &BTreeMap::new(), &sender(), &wording));
    let sheets = package_sheets(&dossier, &wording).sheets;
    let names: Vec<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    let expected = [
        "Revisionsfrågor",
        "Rekommendationer",
        "Åtgärder",
        "Underlag",
        "Löften",
        "Äldre rekommendationer",
    ];
    assert_eq!(names, expected);
    // Each row has the number that the document gives it.
    for sheet in [0, 1, 2, 5].map(|at| &sheets[at]) {
        let numbered = sheet.rows.iter().all(|row| match &row[0] {
            stadga_publish::sheet::Cell::Text(number) => !number.is_empty(),
            _ => false,
        });
        assert!(numbered, "{}", sheet.name);
    }
    assert!(sheets.iter().all(|sheet| !sheet.rows.is_empty()));
    let json = package_json(&dossier).unwrap();
    assert_eq!(json["follow_ups"].as_array().map(Vec::len), Some(10));
    assert_eq!(json["audit"]["body"]["title"], "Granskning av informationssäkerheten");
}

#[test]
fn aud_10_only_real_verdicts_are_quoted() {
    let read = |words| crate::read::is_verdict(words, crate::read::Words::shipped());
    for verdict in ["Nej, inte ännu", "Ja", "delvis", "Arbetet har påbörjats under året"] {
        assert!(read(verdict), "{verdict}");
    }
    for scrap in ["säkerställt", "ändamålsenligt", "i huvudsak"] {
        assert!(!read(scrap), "{scrap}");
    }
}

#[test]
fn aud_11_the_report_s_own_words_say_what_time_the_assessment_is_about() {
    let (mut dossier, scales) = (World::on("2026-11-22").dossier("gra-2024"), all_scales());
    dossier.audit.record.assessed_as_written = Some("november 2023".into());
    let wording = Wording { texts: all_texts(), scales: &scales, language: Language::Swedish };
    let document = questions_document(&dossier, &sender(), &wording);
    let facts = serde_json::to_string(&document.facts).unwrap();
    assert!(facts.contains("november 2023") && !facts.contains("2023-11"), "{facts}");
}
