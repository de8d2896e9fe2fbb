//! The decision to refuse, in whole or in part: what is not given out, on what ground, why, who decided, how to appeal
//! (TF 2 kap. 19 §, OSL 6 kap., förvaltningslagen).

use crate::{
    detail::{Ruling, Sort},
    gather::{Case, Detail, Place},
    request::time,
    wording,
};
use stadga_decisions::Decision;
use stadga_model::{Head, local_date};
use stadga_publish::{
    Document,
    document::{Block, Table, cell, column, fact, heading, numbered, paragraph, warning},
};
use stadga_web::{Context, published, ui::format};

/// The decision that the refusal rests on, and in whose name it was taken.
pub(crate) struct Decided {
    pub decision: Option<(Head, Decision)>,
    /// The body, and the delegate's function.
    pub by: Vec<String>,
}

/// The decision as it is sent. Before it is taken it says that it is a draft.
pub(crate) fn refusal(cx: &Context, case: &Case, decided: &Decided) -> Document {
    let taken = decided.decision.as_ref().filter(|(_, decision)| decision.is_taken());
    let date = taken.and_then(|(_, decision)| decision.date).unwrap_or_else(|| cx.today());
    let mut document = Document::new(
        published::language(cx.language),
        &cx.app.organisation,
        cx.t("disclosure-doc-refusal"),
        date,
        published::labels(&cx.app.texts, cx.language),
    );
    let diary = decided.decision.as_ref().and_then(|(_, d)| d.diary_number.clone());
    document.subtitle = Some(case.request.title.clone());
    document.reference = diary.clone().or_else(|| Some(case.head.number.clone()));
    document.facts = vec![fact(cx.t("disclosure-doc-request"), case.head.number.as_str())];
    document.facts.extend(diary.map(|diary| fact(cx.t("disclosure-doc-diary"), diary)));
    document.facts.push(fact(cx.t("doc-date"), date.to_string()));
    if taken.is_none() {
        document.push(warning(cx.t("disclosure-doc-draft"), cx.t("disclosure-doc-draft-why")));
    }
    document.extend(asked(cx, case));
    document.extend(ruled(cx, case, decided));
    document.extend(appeal(cx, case));
    document
}

fn asked(cx: &Context, case: &Case) -> Vec<Block> {
    let received = local_date(case.request.received).to_string();
    vec![
        heading(1, cx.t("disclosure-doc-asked")),
        paragraph(cx.t_with("disclosure-doc-asked-on", &[("date", &received)])),
        paragraph(case.request.asked.0.as_str()),
    ]
}

/// What is not given out and why: only as much about it as may be said.
fn ruled(cx: &Context, case: &Case, decided: &Decided) -> Vec<Block> {
    let masked: Vec<&Detail> = case
        .details
        .iter()
        .filter(|detail| !detail.hidden && detail.ruling().is_some_and(Ruling::masks))
        .collect();
    let mut blocks = vec![heading(1, cx.t("disclosure-doc-decision"))];
    if masked.is_empty() {
        blocks.push(paragraph(cx.t("disclosure-doc-nothing")));
    } else {
        blocks.push(paragraph(cx.t("disclosure-doc-decided")));
        let columns = [
            column(cx.t("disclosure-doc-detail"), 3),
            column(cx.t("disclosure-doc-ground"), 3),
            column(cx.t("disclosure-doc-reason"), 4),
        ];
        let rows = masked.iter().map(|detail| {
            let ground = detail.ground().map(|key| wording::ground(cx, key));
            let reason = detail.decided.as_ref().and_then(|(_, kept)| kept.reason.clone());
            vec![
                cell(named(cx, case, detail)),
                cell(ground.unwrap_or_default()),
                cell(reason.map(|reason| reason.0).unwrap_or_default()),
            ]
        });
        let caption = cx.t("disclosure-doc-withheld");
        blocks.push(Table::new(caption, columns).row_header().rows(rows).into());
    }
    if let Some(text) = decided.decision.as_ref().and_then(|(_, decision)| decision.text.clone()) {
        blocks.push(paragraph(text.0));
    }
    if !decided.by.is_empty() {
        let by = decided.by.join(", ");
        blocks.push(paragraph(cx.t_with("disclosure-doc-by", &[("who", &by)])));
    }
    blocks
}

/// What a detail is called: the record's number and the field's label; never the name that is masked.
pub(crate) fn named(cx: &Context, case: &Case, detail: &Detail) -> String {
    match &detail.place {
        Place::Field(record, field) => {
            let kind = case.record(*record).map(|record| record.head.kind.as_str());
            let field = field.split('.').next().unwrap_or_default();
            let label = kind.and_then(|kind| cx.maybe(&format!("{kind}-{field}")));
            label.map_or_else(|| detail.about.clone(), |label| format!("{}: {label}", detail.about))
        }
        Place::Person(_) if detail.sort == Sort::Name => cx.t("disclosure-doc-name-of"),
        Place::Person(_) => detail.about.clone(),
    }
}

fn appeal(cx: &Context, case: &Case) -> Vec<Block> {
    let scales = cx.door.store().scales();
    let court = case.request.court.as_ref().and_then(|court| {
        Some(scales.get("appeal-court")?.step(&court.0)?.label(cx.language).to_owned())
    });
    let court = court.unwrap_or_else(|| cx.t("disclosure-doc-court"));
    let weeks = time(scales, "appeal").unwrap_or_default().to_string();
    let values = [
        ("court", court.as_str()),
        ("weeks", weeks.as_str()),
        ("organisation", cx.app.organisation.as_str()),
    ];
    let steps = ["write", "say", "send", "time", "forward"];
    let steps = steps.map(|step| cx.t_with(&format!("disclosure-doc-appeal-{step}"), &values));
    vec![
        heading(1, cx.t("disclosure-doc-appeal")),
        paragraph(cx.t_with("disclosure-doc-appeal-to", &values)),
        numbered(steps),
        paragraph(cx.t_with("disclosure-doc-made", &[("at", &format::moment(cx.now()))])),
    ]
}
