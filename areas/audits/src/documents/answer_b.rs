//! Format B: four headings per recommendation, as the auditors ask for them (AUD-14, T37).

use crate::{
    answer::Answer,
    audit::Part,
    compose,
    dossier::{Dossier, Kept},
    recommendation::Recommendation,
    wording::Wording,
};
use stadga_publish::document::{Block, Text, heading, lead};

use super::{answer_c, running_text, titled};

/// One chapter per recommendation; all are there, answered or not.
pub fn blocks(dossier: &Dossier, answer: &Kept<Answer>, wording: &Wording) -> Vec<Block> {
    let recommendations = dossier.recommendations.iter().enumerate();
    recommendations.flat_map(|(at, kept)| chapter(at + 1, dossier, answer, kept, wording)).collect()
}

fn chapter(
    at: usize,
    dossier: &Dossier,
    answer: &Kept<Answer>,
    kept: &Kept<Recommendation>,
    wording: &Wording,
) -> Vec<Block> {
    let number = kept.record.number.clone().unwrap_or_else(|| at.to_string());
    let title = wording.with(
        "audit-doc-recommendation",
        &[("number", &number), ("text", &titled(&kept.record.text))],
    );
    let mut blocks = vec![heading(1, title)];
    let item = dossier.item_on(answer.id(), kept.id()).map(|kept| &kept.record);
    if let Some(position) = item.and_then(|item| item.position.as_ref()) {
        let position = wording.term("position", position);
        let label = format!("{} ", wording.t("audit-doc-position-label"));
        blocks.push(lead(Text::from(label).strong(format!("{position}."))));
    }
    blocks.extend(item.and_then(|item| answer_c::claims(&item.claims, &number, wording)));
    for part in dossier.parts() {
        blocks.push(heading(2, heading_of(dossier, part, wording)));
        let composed = compose::part(dossier, answer.id(), kept, part, wording);
        if composed.proposed {
            let mark = wording.t("audit-doc-proposed");
            blocks.push(lead(Text::default().emphasis(mark)));
        }
        blocks.extend(running_text::blocks(&composed.text));
    }
    blocks
}

/// The auditors' own words for the part where they are known.
fn heading_of(dossier: &Dossier, part: Part, wording: &Wording) -> String {
    let asked = dossier.audit.record.requested_parts.iter().find(|row| row.part == part);
    let words = asked.and_then(|row| row.words.clone()).filter(|words| !words.trim().is_empty());
    words.unwrap_or_else(|| wording.t(&format!("audit-doc-part-{}", part.key())))
}
