//! Min sida: what is asked of the reader, by when, why, how long it takes; what the reader lately had in hand; and in an
//! organisation that is still empty, where to begin.

use crate::{Context, Duty, Problem, breach_page, sign_in::may_keep, ui};
use axum::response::Response;
use maud::{Markup, html};
use stadga_model::{Action, Date, Refusal, Revision};
use stadga_store::ListQuery;

/// So many own records are shown.
const RECENT: u8 = 8;

/// GET /
pub(crate) async fn show(cx: Context) -> Result<Response, Problem> {
    let duties = duties(&cx).await?;
    let recent = cx.door.lately_own(RECENT).await?;
    let start = start(&cx).await?;
    let breaches = breach_page::own(&cx).await?;
    let count = duties.len().to_string();
    Ok(cx.page(cx.t("home")).lead(cx.t_with("home-lead", &[("n", &count)])).show(html! {
        @if !start.is_empty() { (beginning(&cx, &start)) }
        @if duties.is_empty() && start.is_empty() {
            (ui::empty(&cx.t("home-nothing"), &cx.t("home-nothing.do")))
        }
        @if !duties.is_empty() {
            section aria-labelledby="duties" {
                h2.sr id="duties" { (cx.t("home-duties")) }
                ul.tasks { @for duty in &duties { (task(&cx, duty)) } }
            }
        }
        (breaches)
        @if !recent.is_empty() { (own(&cx, &recent)) }
    }))
}

/// A step on the way to an organisation that can work: what, why, where.
struct Step {
    what: String,
    why: String,
    href: String,
}

/// What is still to be filled for the reader who may: kinds that say how one begins (`{kind}.start`), in the menu's order,
/// as long as there is at most the one record that the program itself made; then the accounts.
async fn start(cx: &Context) -> Result<Vec<Step>, Refusal> {
    let mut steps = Vec::new();
    if cx.past().is_some() {
        return Ok(steps);
    }
    for entry in cx.app.areas.iter().flat_map(|area| &area.menu) {
        let kind = entry.href.trim_start_matches('/');
        let may = cx.door.actor().reach(Action::Create, kind).is_some();
        let Some(why) = cx.maybe(&format!("{kind}.start")).filter(|_| may) else { continue };
        let one = ListQuery { size: 1, ..ListQuery::default() };
        if cx.door.list(kind, &one).await?.total <= 1 {
            steps.push(Step { what: cx.t(entry.text), why, href: entry.href.to_owned() });
        }
    }
    if may_keep(cx) && cx.app.store.accounts().await?.len() <= 1 {
        let (what, why) = (cx.t("accounts"), cx.t("home-start-accounts"));
        steps.push(Step { what, why, href: "/accounts".to_owned() });
    }
    Ok(steps)
}

fn beginning(cx: &Context, steps: &[Step]) -> Markup {
    ui::panel(
        "start",
        &cx.t("home-start"),
        &html! {
            p { (cx.t("home-start-lead")) }
            ol.start {
                @for step in steps {
                    li { a href=(step.href) { (step.what) } " " span.muted { (step.why) } }
                }
            }
        },
    )
}

/// What all areas ask, soonest first, what has no date last.
async fn duties(cx: &Context) -> Result<Vec<Duty>, Refusal> {
    let mut duties = Vec::new();
    for home in cx.app.areas.iter().flat_map(|area| &area.home) {
        duties.extend((home.render)(cx).await?);
    }
    duties.sort_by_key(|duty| (duty.due.is_none(), duty.due));
    Ok(duties)
}

fn task(cx: &Context, duty: &Duty) -> Markup {
    let late = duty.due.is_some_and(|due| due < cx.today());
    let minutes = duty.minutes.to_string();
    html! {
        li {
            div.when.late[late] {
                @match duty.due {
                    Some(due) => { b { (when(cx, due)) } time datetime=(due) { (due) } }
                    None => { b { (cx.t("home-no-date")) } }
                }
            }
            div {
                h3 { a href=(duty.href) { (duty.what) } }
                p { (duty.why) }
            }
            span.muted { (cx.t_with("home-minutes", &[("n", &minutes)])) }
        }
    }
}

/// How far off a date is, in words.
fn when(cx: &Context, due: Date) -> String {
    let days = (due - cx.today()).get_days();
    let n = days.abs().to_string();
    match days {
        0 => cx.t("home-today"),
        ..0 => cx.t_with("home-late", &[("n", &n)]),
        _ => cx.t_with("home-in", &[("n", &n)]),
    }
}

fn own(cx: &Context, recent: &[Revision]) -> Markup {
    ui::panel(
        "recent",
        &cx.t("home-recent"),
        &html! {
            ul {
                @for record in recent {
                    @if let Some(kind) = cx.app.kinds().get(&record.head.kind) {
                        li {
                            a href=(format!("/{}/{}", record.head.kind, record.head.id)) { (record.title(kind.spec)) }
                            " " span.muted { (cx.t(kind.spec.kind)) " " span.nowrap { (record.head.number) } }
                            @if let Some(state) = &record.head.state { " " (ui::state_badge(cx, kind, state)) }
                        }
                    }
                }
            }
        },
    )
}
