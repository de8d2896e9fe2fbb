//! Compliance per governing document: follow-ups, controls and assessed requirements of each (DOC-10, T35).

use axum::{extract::Query, response::Response};
use maud::{Markup, html};
use stadga_documents::{Check, Document};
use stadga_model::{Date, Head, Id, Refusal, Term};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};
use std::collections::BTreeMap;

use super::{BY_DOCUMENT, day, part::Part, percent, step, title};
use crate::{
    AssessedRequirement, Control, ControlCheck, control, counted::newest, tally::Tally,
    weights::weights,
};

/// More answers than any organisation has.
const ALL: u32 = 1_000_000;

/// How a governing document is followed.
pub(crate) struct Followed {
    /// What is known of the document.
    pub head: Head,
    /// The document.
    pub document: Document,
    /// The newest follow-up of the document itself: its outcome and day.
    pub check: Option<(Id, Term, Date)>,
    /// The controls that show it, with the level of their newest check.
    pub controls: Vec<(Head, Control, Option<Term>)>,
    /// The requirements that it says how to meet.
    pub tally: Tally,
}

impl Followed {
    /// Whether anything tells how it is followed.
    pub fn is_known(&self) -> bool {
        self.check.is_some()
            || self.controls.iter().any(|(_, _, level)| level.is_some())
            || self.tally.judged() > 0
    }

    /// Whether something tells that it is not.
    pub fn deviates(&self) -> bool {
        let level =
            |level: &Option<Term>| level.as_ref().is_some_and(|level| weights().deviates(level));
        self.controls.iter().any(|(_, _, found)| level(found)) || self.tally.gaps() > 0
    }
}

/// All governing documents that are used, by title.
///
/// # Errors
/// Broken.
pub(crate) async fn followed(cx: &Context) -> Result<Vec<Followed>, Refusal> {
    let mut all: BTreeMap<Id, Followed> = BTreeMap::new();
    for (head, document) in cx.every::<Document>().await? {
        if document.governs() && document.is_used() {
            let followed = Followed {
                document,
                check: None,
                controls: Vec::new(),
                tally: Tally::default(),
                head,
            };
            all.insert(followed.head.id, followed);
        }
    }
    for (head, check) in cx.every::<Check>().await? {
        if head.withholds("document") || head.withholds("outcome") {
            continue;
        }
        let Some(one) = all.get_mut(&check.document.cast()) else { continue };
        if one.check.as_ref().is_none_or(|(_, _, date)| *date < check.date) {
            one.check = Some((head.id, check.outcome, check.date));
        }
    }
    let checks = cx.every::<ControlCheck>().await?;
    let newest = newest(&checks);
    for (head, control) in cx.every::<Control>().await? {
        if control.state != control::State::Active || head.withholds("documents") {
            continue;
        }
        let last = newest.get(&head.id.cast());
        let level =
            last.and_then(|(head, check)| check.level.clone().filter(|_| !head.withholds("level")));
        for id in &control.documents {
            if let Some(one) = all.get_mut(&id.cast()) {
                one.controls.push((head.clone(), control.clone(), level.clone()));
            }
        }
    }
    // Asked for by what they link to: most answers name no document.
    let shown = Compare::Is(all.keys().map(ToString::to_string).collect());
    let naming = Filter { field: "documents".into(), compare: shown };
    let naming = ListQuery { filters: vec![naming], size: ALL, ..ListQuery::default() };
    for (head, answer) in cx.door.all::<AssessedRequirement>(naming).await? {
        if !head.withholds("documents") {
            for id in &answer.documents {
                if let Some(one) = all.get_mut(&id.cast()) {
                    one.tally.add_answer(&head, &answer);
                }
            }
        }
    }
    let mut all: Vec<Followed> = all.into_values().collect();
    all.sort_by_key(|one| one.document.title.to_lowercase());
    Ok(all)
}

/// GET /compliance/documents: all, or the part that a figure counts.
pub(super) async fn show(
    cx: Context,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Problem> {
    let (mut all, part) = (followed(&cx).await?, Part::of(&pairs));
    let total = all.len();
    all.retain(|one| part.covers(one.document.unit));
    let unknown = all.iter().filter(|one| !one.is_known()).count();
    let known = all.len() - unknown;
    let deviating = all.iter().filter(|one| one.deviates()).count();
    all.retain(|one| {
        part.shows(&[
            ("known", one.is_known()),
            ("unknown", !one.is_known()),
            ("deviating", one.deviates()),
        ])
    });
    let to = |state: &str| format!("{}#by-document", part.address(BY_DOCUMENT, state));
    let page = cx.page(cx.t("by-document-title")).lead(cx.t("by-document-lead"));
    Ok(page.show(html! {
        @if total == 0 { (ui::empty(&cx.t("by-document-none"), &cx.t("by-document-none-do"))) } @else {
            ul.tiles {
                li { a href=(to("known")) { b { (known) } span { (cx.t("by-document-known")) } } }
                li.late[deviating > 0] { a href=(to("deviating")) { b { (deviating) } span { (cx.t("by-document-deviating")) } } }
                li.late[unknown > 0] { a href=(to("unknown")) { b { (unknown) } span { (cx.t("by-document-unknown")) } } }
            }
            div #by-document {
                (part.told(&cx, all.len(), total, BY_DOCUMENT))
                @if !all.is_empty() { (table(&cx, &all)) }
            }
        }
    }))
}

fn table(cx: &Context, all: &[Followed]) -> Markup {
    let columns = [
        Column::text(cx.heading("document")),
        Column::text(cx.t("by-document-check")),
        Column::text(cx.t("by-document-when")),
        Column::text(cx.t("by-document-controls")),
        Column::number(cx.heading("assessment-share")),
        Column::number(cx.t("picture-gaps")),
    ];
    let row = |one: &Followed| {
        vec![
            ui::link("document", one.head.id, title(&one.head, "title", &one.document.title)),
            match &one.check {
                Some((id, outcome, _)) => {
                    html! { a href=(format!("/document-check/{id}")) { (step(cx, "document-outcome", Some(outcome), "control-never")) } }
                }
                None if one.is_known() => html! { span.muted { "–" } },
                None => ui::badge("open", &cx.t("by-document-never")),
            },
            day(one.check.as_ref().map(|(_, _, date)| *date)),
            html! {
                @if !one.controls.is_empty() {
                    ul {
                        @for (head, control, level) in &one.controls {
                            li {
                                (ui::link("control", head.id, title(head, "title", &control.title))) " "
                                (step(cx, "deviation-level", level.as_ref(), "control-never"))
                            }
                        }
                    }
                }
            },
            html! { (percent(&one.tally)) },
            html! { (one.tally.gaps()) },
        ]
    };
    let rows: Vec<_> = all.iter().map(row).collect();
    ui::table(&cx.t("by-document-title"), &columns, &rows)
}
