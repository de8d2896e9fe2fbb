//! What an answer still lacks, and what its words have left behind, each with a link to the part.

use super::super::stale::{self, Stale};
use crate::{
    answer::{Answer, State},
    answer_item::AnswerItem,
    audit::Part,
    dossier::{Dossier, Kept},
};
use maud::{Markup, html};
use stadga_model::Finding;
use stadga_web::{Context, ui};

/// What the form still lacks, part by part with a link to each (AUD-14, AUD-16).
pub(super) fn missing(
    cx: &Context,
    dossier: &Dossier,
    answer: &Kept<Answer>,
    (items, stale): (&[&Kept<AnswerItem>], &Stale),
) -> Markup {
    let parts = dossier.parts();
    let lacking: Vec<(&Kept<AnswerItem>, Vec<String>)> = items
        .iter()
        .map(|kept| (*kept, lacks(cx, &kept.record.lacking(answer.record.format, &parts))))
        .filter(|(_, lacks)| !lacks.is_empty())
        .collect();
    html! {
        @if !stale.is_empty() { (left_behind(cx, items, stale)) }
        (untold(cx, dossier, answer, items))
        @if lacking.is_empty() && !items.is_empty() {
            @if stale.is_empty() { (whole(cx, answer)) }
        } @else if !lacking.is_empty() {
            (ui::alert("info", &html! {
                p { (cx.t("page-answer-lacking")) }
                ul {
                    @for (kept, lacks) in &lacking {
                        li { a href=(format!("#item-{}", kept.head.id)) { (kept.record.subject.trim_end_matches('.')) } ": " (lacks.join(", ")) }
                    }
                }
            }))
        } @else {
            (ui::empty(&cx.t("page-answer-empty"), &cx.t("page-answer-empty-why")))
        }
    }
}

/// Nothing is lacking: in preparation, the way to the answer's page, where it is handed over.
fn whole(cx: &Context, answer: &Kept<Answer>) -> Markup {
    let prepared = answer.record.state == State::Preparation;
    ui::alert(
        "success",
        &html! {
            @if prepared {
                p { (cx.t("page-answer-whole")) }
                div.actions {
                    (ui::link_button(&format!("/answer/{}", answer.head.id), "secondary", None, &cx.t("page-answer-hand-over")))
                }
            } @else { p { (cx.t("page-answer-whole-reviewed")) } }
        },
    )
}

/// The parts whose text does not speak of a promise that has been made on them.
fn untold(
    cx: &Context,
    dossier: &Dossier,
    answer: &Kept<Answer>,
    items: &[&Kept<AnswerItem>],
) -> Markup {
    let lacks =
        |kept: &&&Kept<AnswerItem>| !stale::untold(dossier, answer.record.format, kept).is_empty();
    let lacking: Vec<_> = items.iter().filter(lacks).collect();
    html! {
        @if !lacking.is_empty() {
            (ui::alert("warning", &html! {
                p { (cx.t("page-answer-untold")) }
                ul {
                    @for kept in lacking {
                        li { a href=(format!("#item-{}", kept.head.id)) { (kept.record.subject.trim_end_matches('.')) } }
                    }
                }
            }))
        }
    }
}

/// Which words the records have left behind.
fn left_behind(cx: &Context, items: &[&Kept<AnswerItem>], stale: &Stale) -> Markup {
    let named = |part: &Part| cx.t(&format!("answer-item-{}", part.key())).to_lowercase();
    ui::alert(
        "warning",
        &html! {
            p { (cx.t("page-answer-stale")) }
            ul {
                @for (kept, parts) in items.iter().filter_map(|kept| Some((kept, stale.get(&kept.id())?))) {
                    li {
                        a href=(format!("#item-{}", kept.head.id)) { (kept.record.subject.trim_end_matches('.')) }
                        ": " (parts.iter().map(named).collect::<Vec<_>>().join(", "))
                    }
                }
            }
        },
    )
}

/// What is lacking, by the labels of the fields that it belongs in.
pub fn lacks(cx: &Context, findings: &[Finding]) -> Vec<String> {
    let fields = findings.iter().filter_map(|finding| finding.field.as_deref());
    fields.map(|field| cx.t(&format!("answer-item-{field}")).to_lowercase()).collect()
}
