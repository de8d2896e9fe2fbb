//! What is to be revised, in order of priority, with who is to decide and whether they may (DOC-05, DOC-06, T32).

use std::collections::BTreeSet;

use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Date, Finding, Head, Id, Kind, Near, Record as _, Refusal, Scales};
use stadga_web::{
    Context, Problem,
    ui::{self, Column},
};

use super::{
    day,
    register::{Entry, Register, all},
    validity::badge,
};
use crate::{RevisionCase, document::needs_revision, revision_case::right_faults};

/// A case with what is wrong with the right to decide it.
struct Waiting {
    head: Head,
    case: RevisionCase,
    faults: Vec<Finding>,
}

impl Waiting {
    fn is_late(&self, today: Date) -> bool {
        self.case.planned_decision.is_some_and(|planned| planned < today)
    }
}

/// GET /board/documents/revisions
pub(super) async fn show(cx: Context) -> Result<Response, Problem> {
    let cases = open_cases(&cx).await?;
    let register = Register::of(&cx).await?;
    let revised: BTreeSet<_> = cases.iter().filter_map(|one| one.case.document).collect();
    let mut needing = register.on(cx.today());
    needing.retain(|entry| {
        needs_revision(entry.document, entry.validity, cx.today()) && !revised.contains(&entry.id())
    });
    let page = cx.page(cx.t("backlog-title")).lead(cx.t("backlog-lead"));
    let may = cx.past().is_none() && cx.door.actor().may_make(RevisionCase::KIND, None);
    let page = if may { page.actions(new(&cx)) } else { page };
    Ok(page.show(html! {
        (tiles(&cx, &cases, needing.len()))
        @if cases.is_empty() { p { (cx.t("backlog-none")) } } @else { (table(&cx, &cases)) }
        (uncovered(&cx, &needing))
    }))
}

fn new(cx: &Context) -> Markup {
    ui::link_button("/revision-case/new", "primary", Some("plus"), &cx.t("revision-case-new"))
}

/// The open cases, the most pressing first.
async fn open_cases(cx: &Context) -> Result<Vec<Waiting>, Refusal> {
    let mut cases = cx.door.all::<RevisionCase>(all()).await?;
    cases.retain(|(_, case)| case.state.is_open());
    let ids: Vec<Id> = cases.iter().map(|(head, _)| head.id).collect();
    let near = cx.door.near_each(&ids).await?;
    let nothing = Near::default();
    let waiting = cases.into_iter().map(|(head, case)| {
        let around = near.get(&head.id).unwrap_or(&nothing);
        // Rules do not speak of what is withheld; nor may this page.
        let faults = if head.withheld.is_some() {
            Vec::new()
        } else {
            right_faults(&case, around, cx.today())
        };
        Waiting { head, case, faults }
    });
    let mut waiting: Vec<_> = waiting.collect();
    let scales = cx.app.store.scales();
    waiting.sort_by_key(|one| {
        (rank(scales, &one.case), one.case.planned_decision.unwrap_or(Date::MAX))
    });
    Ok(waiting)
}

/// The place of a case's priority; what has none comes last.
fn rank(scales: &Scales, case: &RevisionCase) -> usize {
    let place = |key: &str| scales.get("priority")?.steps.iter().position(|step| step.key == key);
    case.priority.as_ref().and_then(|priority| place(&priority.0)).unwrap_or(usize::MAX)
}

fn tiles(cx: &Context, cases: &[Waiting], uncovered: usize) -> Markup {
    let count = |fits: &dyn Fn(&Waiting) -> bool| cases.iter().filter(|one| fits(one)).count();
    let late = count(&|one| one.is_late(cx.today()));
    let wrong = count(&|one| !one.faults.is_empty());
    let tile = |number: usize, text: &str, href: &str| {
        html! { a href=(href) { b { (number) } span { (cx.t(text)) } } }
    };
    let open = "/revision-case?state=need,draft,referral,decision";
    html! {
        ul.tiles {
            li { (tile(cases.len(), "backlog-open", open)) }
            li { (tile(count(&|one| !one.case.is_analysed()), "backlog-unranked", &format!("{open}&priority.empty=1"))) }
            li.late[late > 0] { (tile(late, "backlog-late", &format!("{open}&planned_decision.to=today-1"))) }
            li.late[wrong > 0] { (tile(wrong, "backlog-wrong-right", "#backlog")) }
            li.late[uncovered > 0] { (tile(uncovered, "backlog-uncovered", "#backlog-needing")) }
        }
    }
}

fn table(cx: &Context, cases: &[Waiting]) -> Markup {
    let columns = [
        Column::text(cx.t("backlog-case")),
        Column::text(cx.t("backlog-priority")),
        Column::text(cx.t("backlog-analysed")),
        Column::text(cx.t("revision-case-state")),
        Column::text(cx.t("revision-case-planned_decision")),
        Column::text(cx.t("backlog-right")),
    ];
    let kind = cx.app.kinds().get(RevisionCase::KIND);
    let rows: Vec<_> = cases.iter().map(|one| row(cx, one, kind)).collect();
    html! { div id="backlog" { (ui::table(&cx.t("backlog-caption"), &columns, &rows)) } }
}

fn row(cx: &Context, one: &Waiting, kind: Option<&Kind>) -> Vec<Markup> {
    let state = one.head.state.as_deref().unwrap_or_default();
    let analysed = if one.case.is_analysed() { "backlog-yes" } else { "backlog-no" };
    vec![
        html! {
            (ui::link("revision-case", one.head.id, &one.case.title)) " "
            span.muted.nowrap { (one.head.number) }
        },
        html! {
            @if let Some(priority) = &one.case.priority { (cx.term("priority", priority)) }
            @else { span.muted { "–" } }
        },
        html! { (cx.t(analysed)) },
        html! { @if let Some(kind) = kind { (ui::state_badge(cx, kind, state)) } },
        html! {
            @if one.is_late(cx.today()) { span.late { (day(one.case.planned_decision)) } }
            @else { (day(one.case.planned_decision)) }
        },
        right(cx, &one.faults),
    ]
}

/// Whether who is to decide may, and what is wrong where they may not.
pub(super) fn right(cx: &Context, faults: &[Finding]) -> Markup {
    html! {
        @if faults.is_empty() { (ui::badge("good", &cx.t("backlog-right-fine"))) } @else {
            (ui::badge("bad", &cx.t("backlog-right-faults")))
            ul { @for fault in faults { li { (ui::sentence(cx, fault)) } } }
        }
    }
}

/// Documents that should be revised and that nobody revises (DOC-06).
fn uncovered(cx: &Context, needing: &[Entry]) -> Markup {
    ui::panel(
        "backlog-needing",
        &cx.t("backlog-needing"),
        &html! {
            @if needing.is_empty() { p { (cx.t("backlog-needing-none")) } } @else {
                p { (cx.t("backlog-needing-why")) }
                ul {
                    @for entry in needing {
                        li {
                            (ui::link("document", entry.head.id, &entry.document.title)) " "
                            (badge(cx, entry.validity)) " "
                            @if let Some(review) = entry.document.review_by.filter(|review| *review < cx.today()) {
                                span.muted { (cx.t("document-review_by")) " " (day(Some(review))) }
                            }
                        }
                    }
                }
            }
        },
    )
}
