//! Programmes: all of them, and one as a picture over quarters and a table with states, measures and alarms (NIS-03, T36).

use axum::{extract::Path, response::Response};
use maud::{Markup, html};
use stadga_model::{Head, Record as _, Refusal, Revision};
use stadga_web::{
    Context, Problem,
    published::{document_links, publish},
    ui::{self, Column, Tab, Titles},
};

use super::{PROGRAMMES, called, day, id_of, may_create, picture::grid, tabs_of};
use crate::{
    Law, LawRequirement, Part, Programme, documents,
    order::Wait,
    part::{Alarm, State},
    programmed::{Awaited, Gap, Line, Programmed, programmes},
};

/// GET /laws/programmes
pub(super) async fn all(cx: Context) -> Result<Response, Problem> {
    let found = programmes(&cx).await?;
    let page = cx.page(cx.t("programmes-title")).lead(cx.t("programmes-lead"));
    let new = html! {
        @if may_create(&cx, Programme::KIND) {
            (ui::link_button("/law-programme/new", "secondary", Some("plus"), &cx.t("law-programme-new")))
        }
    };
    let page = page.actions(new).tabs(tabs_of(&cx, PROGRAMMES));
    if found.is_empty() {
        return Ok(page.show(ui::empty(&cx.t("programmes-none"), &cx.t("programmes-none.do"))));
    }
    let mut rows = Vec::new();
    for (head, programme) in found {
        let one = Programmed::of(&cx, head, programme).await?;
        rows.push(summed(&cx, &one));
    }
    let columns = [
        Column::text(cx.heading("law-programme")),
        Column::text(cx.t("law-programme-state")),
        Column::number(cx.t("programmes-done")),
        Column::number(cx.t("programmes-running")),
        Column::number(cx.t("programmes-not-started")),
        Column::text(cx.t("programmes-alarms")),
        Column::text(cx.t("law-programme-ordinary_from")),
    ];
    Ok(page.show(ui::table(&cx.t("programmes-title"), &columns, &rows)))
}

fn summed(cx: &Context, one: &Programmed) -> Vec<Markup> {
    let alarms = one.alarms().len();
    let kind = cx.app.kinds().get(Programme::KIND);
    let state = one.head.state.as_deref().unwrap_or_default();
    let title = called(&one.head, "title", &one.programme.title);
    vec![
        html! { a href=(format!("/law-programme/{}/plan", one.head.id)) { (title) } },
        html! { @if let Some(kind) = kind { (ui::state_badge(cx, kind, state)) } },
        html! { (one.count(State::Done)) },
        html! { (one.count(State::Running) + one.count(State::Introducing)) },
        html! { (one.count(State::NotStarted)) },
        html! {
            @if alarms > 0 { (ui::badge("bad", &cx.t_with("programmes-alarm-count", &[("n", &alarms.to_string())]))) }
            @else { (ui::badge("good", &cx.t("programmes-calm"))) }
        },
        day(one.programme.ordinary_from),
    ]
}

/// The tabs of a programme: its record and its plan.
pub(super) async fn head(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    Ok(own_tabs(cx, &revision.head, false))
}

fn own_tabs(cx: &Context, head: &Head, plan: bool) -> Markup {
    let tab =
        |key: &str, href: String, here: bool| Tab { text: cx.t(key), href, count: None, here };
    let record = format!("/law-programme/{}", head.id);
    let tabs = [
        tab("programme-tab-record", record.clone(), !plan),
        tab("programme-tab-plan", format!("{record}/plan"), plan),
    ];
    ui::tabs(&cx.t("law-programme"), &tabs)
}

async fn programmed(cx: &Context, id: &str) -> Result<Programmed, Refusal> {
    let (head, programme) = cx.door.read_as(id_of::<Programme>(id)?).await?;
    Programmed::of(cx, head, programme).await
}

/// GET /law-programme/{id}/plan
pub(super) async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let one = programmed(&cx, &id).await?;
    let title = called(&one.head, "title", &one.programme.title).to_owned();
    let linked = one.lines.iter().filter_map(|line| line.part.owner);
    let titles = Titles::of(&cx, linked.map(stadga_model::Id::cast)).await?;
    let page = cx.page(title.clone()).lead(cx.t("programme-lead"));
    let page =
        page.crumb(cx.t("programmes-title"), PROGRAMMES).tabs(own_tabs(&cx, &one.head, true));
    let new = html! {
        @if may_create(&cx, Part::KIND) {
            @let href = format!("/law-programme-part/new?programme={}", one.head.id);
            @let template = format!("/law-programme/{}/template", one.head.id);
            (ui::link_button(&template, "tertiary", None, &cx.t("parts-template-title"))) " "
            (ui::link_button(&href, "secondary", Some("plus"), &cx.t("law-programme-part-new")))
        }
    };
    let address = format!("/law-programme/{}/documents/status", one.head.id);
    let status = cx.t("programme-status");
    Ok(page.actions(new).show(html! {
        @if one.lines.is_empty() { (ui::empty(&cx.t("programme-none"), &cx.t("programme-none.do"))) } @else {
            (tiles(&cx, &one))
            (alarms(&cx, &one))
            (picture(&cx, &one))
            (parts(&cx, &one, &titles))
        }
        (gaps(&cx, &one))
        (scopes(&cx, &one))
        (ui::panel("status", &cx.t("programme-documents"), &html! {
            ul.documents { (document_links(&cx, &status, &address)) }
        }))
    }))
}

fn tiles(cx: &Context, one: &Programmed) -> Markup {
    let alarms = one.alarms().len();
    let list =
        |state: State| format!("/{}?programme={}&state={}", Part::KIND, one.head.id, state.key());
    let tile = |state: State, key: &str| {
        html! { li { a href=(list(state)) { b { (one.count(state)) } span { (cx.t(key)) } } } }
    };
    html! {
        ul.tiles {
            li { a href=(list(State::Done)) {
                b { (one.count(State::Done)) " / " (one.lines.len()) } span { (cx.t("programmes-done")) }
            } }
            (tile(State::Introducing, "programmes-introducing"))
            (tile(State::Running, "programmes-running"))
            (tile(State::NotStarted, "programmes-not-started"))
            @if alarms > 0 {
                li.late { a href="#alarms" { b { (alarms) } span { (cx.t("programmes-alarms")) } } }
            } @else {
                li { b { (alarms) } span { (cx.t("programmes-alarms")) } }
            }
        }
    }
}

/// What somebody must see to, the gravest first, and what its order does not allow (T36, NIS-03).
fn alarms(cx: &Context, one: &Programmed) -> Markup {
    let (found, unheeded) = (one.alarms(), one.unheeded());
    let link = |head: &Head, part: &Part| {
        ui::link(Part::KIND, head.id, called(head, "title", &part.title))
    };
    let body = html! {
        ul { @for (line, alarm) in &found {
            li {
                (alarm_badge(cx, *alarm)) " "
                (link(&line.head, &line.part))
                @if let Some(day) = alarm.day() { " " time.nowrap datetime=(day) { (day) } }
            }
        }
        @for (line, awaited, wait) in &unheeded {
            li { (wait_badge(cx, *wait)) " " (link(&line.head, &line.part)) " (" (link(&awaited.head, &awaited.part)) ")" }
        } }
    };
    html! { @if !(found.is_empty() && unheeded.is_empty()) { (ui::panel("alarms", &cx.t("programme-alarms"), &body)) } }
}

/// What there is to warn of, as a sign.
pub(crate) fn alarm_badge(cx: &Context, alarm: Alarm) -> Markup {
    let tone = match alarm {
        Alarm::Late(_) | Alarm::Passed(_) => "bad",
        Alarm::Soon(_) => "part",
        Alarm::Unplanned => "none",
        Alarm::Calm => "good",
    };
    ui::badge(tone, &cx.t(&format!("alarm-is-{}", alarm.key())))
}

/// The plan quarter by quarter; nothing, where it has no days.
fn picture(cx: &Context, one: &Programmed) -> Markup {
    let grid = grid(cx, one, true);
    html! {
        @if !grid.columns.is_empty() { (ui::chart(cx, &grid.title, grid.svg(), grid.table())) }
    }
}

fn parts(cx: &Context, one: &Programmed, titles: &Titles) -> Markup {
    let columns = [
        Column::text(cx.t("law-programme-part-title")),
        Column::text(cx.t("law-programme-part-state")),
        Column::text(cx.t("programme-latest")),
        Column::text(cx.t("law-programme-part-due")),
        Column::text(cx.t("programme-alarm")),
        Column::number(cx.t("programme-measures")),
        Column::text(cx.t("law-programme-part-after")),
        Column::text(cx.t("law-programme-part-owner")),
    ];
    let rows: Vec<_> = one.lines.iter().map(|line| part(cx, line, titles)).collect();
    ui::table(&cx.t("programme-parts"), &columns, &rows)
}

fn part(cx: &Context, line: &Line, titles: &Titles) -> Vec<Markup> {
    let part = &line.part;
    let told = line.alarm.is_some();
    let latest = part.latest_start().filter(|_| told && part.state == State::NotStarted);
    vec![
        ui::link(Part::KIND, line.head.id, called(&line.head, "title", &part.title)),
        state(cx, part),
        day(latest),
        day(part.due.filter(|_| told)),
        html! { @match line.alarm {
            Some(alarm) => { (alarm_badge(cx, alarm)) }
            None => { span.muted { (cx.t("value-withheld")) } }
        } },
        html! {
            @if line.measures.is_empty() { (0) } @else {
                details { summary { (line.measures.len()) } ul {
                    @for (head, measure) in &line.measures {
                        li { (ui::link("measure", head.id, called(head, "title", &measure.title))) }
                    }
                } }
            }
        },
        awaits(cx, &line.awaits),
        html! { @match part.owner { Some(owner) => { (titles.short_link(cx, owner.cast())) } None => { span.muted { "–" } } } },
    ]
}

/// What a part waits for; with a sign, where its plan does not heed that (NIS-03).
fn awaits(cx: &Context, awaits: &[Awaited]) -> Markup {
    html! {
        @if awaits.is_empty() { span.muted { "–" } } @else {
            ul { @for one in awaits {
                li {
                    (ui::link(Part::KIND, one.head.id, called(&one.head, "title", &one.part.title)))
                    @if let Some(wait) = one.wait.filter(|wait| wait.is_amiss()) { " " (wait_badge(cx, wait)) }
                }
            } }
        }
    }
}

fn wait_badge(cx: &Context, wait: Wait) -> Markup {
    ui::badge("bad", &cx.t(&format!("wait-is-{}", wait.key())))
}

/// How far a part has come, as a sign.
fn state(cx: &Context, part: &Part) -> Markup {
    let tone = match part.state {
        State::Done => "good",
        State::Introducing => "info",
        State::Running => "part",
        State::NotStarted => "open",
        State::Dropped => "none",
    };
    html! {
        (ui::badge(tone, &cx.t(&format!("law-programme-part-state-is-{}", part.state.key()))))
        @if let Some(percent) = part.percent.filter(|_| part.state.is_open()) { " " span.muted.nowrap { (percent) "\u{a0}%" } }
    }
}

/// Each requirement of the programme's laws, with the parts that meet it (REP-18).
fn gaps(cx: &Context, one: &Programmed) -> Markup {
    let columns = [
        Column::text(cx.heading("law-requirement")),
        Column::text(cx.t("law-requirement-paragraph")),
        Column::text(cx.t("gap-standing")),
        Column::text(cx.t("programme-parts")),
    ];
    let row = |(head, requirement): &(Head, LawRequirement)| {
        let lines = one.meeting(head.id);
        vec![
            ui::link(LawRequirement::KIND, head.id, called(head, "title", &requirement.title)),
            html! { (requirement.paragraph.as_deref().unwrap_or("–")) },
            gap_badge(cx, one.gap(head, requirement)),
            html! {
                @if lines.is_empty() { span.muted { "–" } } @else {
                    ul { @for line in lines {
                        li { (ui::link(Part::KIND, line.head.id, called(&line.head, "title", &line.part.title))) }
                    } }
                }
            },
        ]
    };
    let rows: Vec<_> = one.requirements.iter().map(row).collect();
    html! { @if !rows.is_empty() { (ui::table(&cx.t("gap-title"), &columns, &rows)) } }
}

fn gap_badge(cx: &Context, gap: Gap) -> Markup {
    let tone = match gap {
        Gap::Met => "good",
        Gap::Under => "part",
        Gap::Ruled => "info",
        Gap::Open => "bad",
    };
    ui::badge(tone, &cx.t(&format!("gap-is-{}", gap.key())))
}

/// What the laws cover here, and what is not settled (NIS-04).
fn scopes(cx: &Context, one: &Programmed) -> Markup {
    let columns = [
        Column::text(cx.t("legal-scope-title")),
        Column::text(cx.t("legal-scope-state")),
        Column::text(cx.t("legal-scope-class")),
        Column::text(cx.t("legal-scope-motive")),
    ];
    let row = |(head, scope): &(Head, crate::Scope)| {
        let tone = if scope.state == crate::scope::State::Open { "open" } else { "info" };
        let motive = scope.motive.as_ref().filter(|_| !head.withholds("motive"));
        vec![
            ui::link("legal-scope", head.id, called(head, "title", &scope.title)),
            ui::badge(tone, &cx.t(&format!("legal-scope-state-is-{}", scope.state.key()))),
            html! { @if let Some(class) = &scope.class { (cx.term("operator-class", class)) } @else { span.muted { "–" } } },
            html! { @if let Some(motive) = motive { (motive.0) } @else { span.muted { "–" } } },
        ]
    };
    let rows: Vec<_> = one.scopes.iter().map(row).collect();
    html! { @if !rows.is_empty() { (ui::table(&cx.t("scope-title"), &columns, &rows)) } }
}

/// GET /law-programme/{id}/documents/status.{pdf,docx}
pub(super) async fn file(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ending = name.strip_prefix("status.").ok_or(Refusal::NotFound)?;
    let one = programmed(&cx, &id).await?;
    let called = format!("{} {}.{ending}", one.head.number, cx.t("programme-file"));
    publish(&cx, documents::status(&cx, &one).await?, &called).await
}

/// What a programme's laws are called.
pub(crate) fn laws(one: &Programmed) -> String {
    let names: Vec<String> = one.laws.iter().map(|(_, law): &(_, Law)| law.called()).collect();
    names.join(", ")
}
