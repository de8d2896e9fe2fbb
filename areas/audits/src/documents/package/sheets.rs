//! The package's tables as sheets, to count in.

use crate::{
    documents::{answer_c, question_tables},
    dossier::Dossier,
    wording::Wording,
};
use stadga_publish::sheet::{Cell, Column, Kind, Sheet, Workbook};

/// The same as sheets: questions, recommendations, measures, evidence, promises and older recommendations.
pub fn package_sheets(dossier: &Dossier, wording: &Wording) -> Workbook {
    let title = wording.with("audit-doc-package-title", &[("audit", &dossier.audit.record.title)]);
    Workbook {
        title,
        date: Some(dossier.today()),
        sheets: vec![
            question_sheet(dossier, wording),
            recommendation_sheet(dossier, wording),
            measure_sheet(dossier, wording),
            evidence_sheet(dossier, wording),
            promise_sheet(dossier, wording),
            follow_up_sheet(dossier, wording),
        ],
    }
}

fn sheet_of(
    wording: &Wording,
    name: &str,
    columns: &[(&str, Kind)],
    rows: Vec<Vec<Cell>>,
) -> Sheet {
    let columns = columns.iter().map(|(key, kind)| Column::new(wording.t(key), *kind));
    Sheet { name: wording.t(name), columns: columns.collect(), rows }
}

fn question_sheet(dossier: &Dossier, wording: &Wording) -> Sheet {
    let columns = [
        ("audit-doc-number", Kind::Text),
        ("audit-doc-group", Kind::Text),
        ("audit-doc-question-column", Kind::Text),
        ("audit-doc-grade", Kind::Text),
        ("audit-doc-assessed-on", Kind::Date),
    ];
    let rows = dossier.questions.iter().map(|kept| {
        let question = &kept.record;
        let grade = question.grade.as_ref().map(|grade| wording.term("audit-grade", grade));
        vec![
            question_tables::number(dossier, kept).into(),
            question.group.clone().into(),
            question.text.clone().into(),
            grade.into(),
            question.assessed_on(&dossier.audit.record).into(),
        ]
    });
    sheet_of(wording, "audit-doc-questions", &columns, rows.collect())
}

/// A number as given, else the place in the list: as the document counts.
fn number(own: &Option<String>, at: usize) -> Cell {
    own.clone().unwrap_or_else(|| (at + 1).to_string()).into()
}

fn recommendation_sheet(dossier: &Dossier, wording: &Wording) -> Sheet {
    let columns = [
        ("audit-doc-number", Kind::Text),
        ("audit-doc-recommendation-column", Kind::Text),
        ("audit-doc-when", Kind::Text),
        ("audit-doc-to", Kind::Text),
    ];
    let rows = dossier.recommendations.iter().enumerate().map(|(at, kept)| {
        let found = &kept.record;
        let state = kept.head.state.clone().unwrap_or_default();
        vec![
            number(&found.number, at),
            found.text.clone().into(),
            wording.t(&format!("recommendation-state-is-{state}")).into(),
            dossier.name(found.addressee).map(str::to_owned).into(),
        ]
    });
    sheet_of(wording, "page-read-recommendations", &columns, rows.collect())
}

fn promise_sheet(dossier: &Dossier, wording: &Wording) -> Sheet {
    let columns = [
        ("audit-doc-promise", Kind::Text),
        ("audit-doc-words", Kind::Text),
        ("audit-doc-latest", Kind::Date),
        ("audit-doc-standing", Kind::Text),
    ];
    let rows = dossier.promises.iter().map(|kept| {
        let promise = &kept.record;
        let standing = promise.standing(dossier.today());
        vec![
            promise.text.clone().into(),
            promise.words.clone().into(),
            promise.latest.into(),
            wording.t(&format!("audit-promise-{}", standing.key())).into(),
        ]
    });
    sheet_of(wording, "audit-doc-promises", &columns, rows.collect())
}

fn follow_up_sheet(dossier: &Dossier, wording: &Wording) -> Sheet {
    let columns = [
        ("audit-doc-number", Kind::Text),
        ("audit-doc-older", Kind::Text),
        ("audit-doc-grade", Kind::Text),
        ("audit-doc-reason", Kind::Text),
        ("follow-up-replaced_by", Kind::Text),
    ];
    let rows = dossier.follow_ups.iter().enumerate().map(|(at, kept)| {
        let found = &kept.record;
        let grade = found.grade.as_ref().map(|grade| wording.term("follow-up-grade", grade));
        vec![
            number(&found.number, at),
            found.subject.clone().into(),
            grade.into(),
            found.reason.as_ref().map(|reason| reason.0.clone()).into(),
            found.replaced_by.clone().into(),
        ]
    });
    sheet_of(wording, "page-read-follow-ups", &columns, rows.collect())
}

fn measure_sheet(dossier: &Dossier, wording: &Wording) -> Sheet {
    let columns = [
        ("audit-doc-number", Kind::Text),
        ("audit-doc-recommendation-column", Kind::Text),
        ("audit-doc-measure", Kind::Text),
        ("audit-doc-owner", Kind::Text),
        ("audit-doc-due", Kind::Date),
        ("audit-doc-when", Kind::Text),
    ];
    let rows = dossier.recommendations.iter().enumerate().flat_map(|(at, kept)| {
        let measures = dossier.measures_of(kept.id());
        let rows = measures.into_iter().map(|measure| {
            let when = answer_c::when(&measure, dossier.today(), wording);
            let text = kept.record.text.clone();
            vec![
                number(&kept.record.number, at),
                text.into(),
                measure.title.into(),
                measure.owner.into(),
                measure.due.into(),
                when.into(),
            ]
        });
        rows.collect::<Vec<_>>()
    });
    sheet_of(wording, "audit-doc-measures", &columns, rows.collect())
}

fn evidence_sheet(dossier: &Dossier, wording: &Wording) -> Sheet {
    let columns = [
        ("audit-doc-evidence-title", Kind::Text),
        ("audit-doc-dated", Kind::Date),
        ("audit-doc-valid-to", Kind::Date),
        ("audit-doc-valid", Kind::Bool),
    ];
    let rows = dossier.evidence.iter().map(|kept| {
        let found = &kept.record;
        let holds = Cell::Bool(found.holds(dossier.today()));
        vec![found.title.clone().into(), found.date.into(), found.valid_to.into(), holds]
    });
    sheet_of(wording, "audit-doc-evidence", &columns, rows.collect())
}
