//! The agenda of a meeting: built from what waits for the body, shown on the meeting's page, and set as PDF or Word
//! (ORG-18).

use axum::{
    extract::{Path, RawForm},
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Action, Choice as _, Id, Refusal, Revision};
use stadga_organisation::{
    Meeting,
    meeting::{Item, Purpose},
};
use stadga_publish::{
    Document,
    document::{Table, cell, column, fact, facts, narrow, paragraph},
};
use stadga_web::{
    Context, Problem,
    published::{document_links, labels, language, publish},
    ui::{self, Column, Titles},
};

use crate::waiting::{Waits, waiting};

/// GET /meeting/{id}/agenda
pub(super) async fn show(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let id: Id<Meeting> = id.parse().map_err(|_| Refusal::NotFound)?;
    let (head, meeting) = cx.door.read_as(id).await?;
    let mut waits = waiting(&cx, meeting.body, meeting.date).await?;
    waits.retain(|one| !meeting.takes_up(one.what.id));
    let may = cx.past().is_none() && cx.door.may(Action::Change, &head) && meeting.is_coming();
    let titles = Titles::of(&cx, meeting.agenda.iter().filter_map(|item| item.about)).await?;
    let page = cx
        .page(cx.t("agenda-title"))
        .lead(cx.t("agenda-lead"))
        .crumb(cx.t("meeting-plural"), "/meeting")
        .crumb(&meeting.title, format!("/meeting/{id}"))
        .here(cx.t("agenda-title"));
    Ok(page.show(html! {
        @if meeting.agenda.is_empty() { p { (cx.t("agenda-none")) } } @else {
            (table(&cx, &meeting, &titles))
            ul { (document_links(&cx, &cx.t("agenda-title"), &format!("/meeting/{id}/files/agenda"))) }
        }
        (candidates(&cx, id, &waits, may))
        @if may {
            div.actions {
                (ui::link_button(&format!("/meeting/{id}/edit"), "secondary", Some("edit"), &cx.t("agenda-edit")))
            }
        }
    }))
}

/// The words of what is asked of a meeting.
fn purpose(cx: &Context, purpose: Purpose) -> String {
    let key = Purpose::VALUES.get(purpose as usize).copied().unwrap_or_default();
    cx.t(&format!("meeting-agenda-purpose-is-{key}"))
}

fn table(cx: &Context, meeting: &Meeting, titles: &Titles) -> Markup {
    let columns = [
        Column::number(cx.t("agenda-number")),
        Column::text(cx.t("meeting-agenda-title")),
        Column::text(cx.t("meeting-agenda-purpose")),
        Column::number(cx.t("meeting-agenda-minutes")),
        Column::text(cx.t("meeting-agenda-outcome")),
    ];
    let row = |(at, item): (usize, &Item)| {
        vec![
            html! { (at + 1) },
            html! {
                (item.title)
                @if let Some(about) = item.about { div { (titles.link(cx, about)) } }
            },
            html! { (purpose(cx, item.purpose)) },
            html! { @if let Some(minutes) = item.minutes { (minutes) } },
            html! { @if let Some(outcome) = &item.outcome { (outcome) } },
        ]
    };
    let rows: Vec<_> = meeting.agenda.iter().enumerate().map(row).collect();
    ui::table(&cx.t("agenda-title"), &columns, &rows)
}

/// What waits for the meeting, each to be put on the agenda.
fn candidates(cx: &Context, id: Id<Meeting>, waits: &[Waits], may: bool) -> Markup {
    let rows = html! {
        @for Waits { what: one, purpose: asked } in waits {
            li {
                @if may {
                    div.ds-field {
                        input.ds-input type="checkbox" id=(format!("record-{}", one.id)) name="record" value=(one.id)
                            checked[*asked == Purpose::Decide];
                        label for=(format!("record-{}", one.id)) { (one.title) }
                    }
                } @else { (one.title) }
                " " a href=(format!("/{}/{}", one.kind, one.id)) { (cx.t("agenda-open")) span.sr { " " (one.title) } }
                " " span.muted {
                    (purpose(cx, *asked))
                    @if let Some(due) = one.due { " · " time datetime=(due) { (due) } }
                }
            }
        }
    };
    ui::panel(
        "waits",
        &cx.t("agenda-waits"),
        &html! {
            @if waits.is_empty() { p { (cx.t("agenda-waits-none")) } }
            @else if may {
                form method="post" action=(format!("/meeting/{id}/agenda")) {
                    ul.found { (rows) }
                    div.form-actions { button.ds-button type="submit" { (cx.t("agenda-add")) } }
                }
            } @else { ul { (rows) } }
        },
    )
}

/// POST /meeting/{id}/agenda: puts the chosen records on the agenda. Only what waits for the meeting can be put there.
pub(super) async fn add(
    cx: Context,
    Path(id): Path<String>,
    RawForm(form): RawForm,
) -> Result<Response, Problem> {
    let id: Id<Meeting> = id.parse().map_err(|_| Refusal::NotFound)?;
    let mut opened = cx.door.open_as(id).await?;
    let pairs = form_urlencoded::parse(&form).filter(|(name, _)| name == "record");
    let chosen: Vec<Id> = pairs.filter_map(|(_, id)| id.parse().ok()).collect();
    let waits = waiting(&cx, opened.body.body, opened.body.date).await?;
    for Waits { what, purpose } in waits.into_iter().filter(|one| chosen.contains(&one.what.id)) {
        if !opened.body.takes_up(what.id) {
            let item = Item {
                title: what.title,
                purpose,
                about: Some(what.id),
                minutes: None,
                outcome: None,
            };
            opened.body.agenda.push(item);
        }
    }
    cx.door.save(opened, "").await?;
    Ok(Redirect::to(&format!("/meeting/{id}/agenda?done=saved")).into_response())
}

/// GET /meeting/{id}/files/{name}: the agenda as it is sent to those who are called.
pub(super) async fn file(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ending = name.strip_prefix("agenda.").ok_or(Refusal::NotFound)?;
    let id: Id<Meeting> = id.parse().map_err(|_| Refusal::NotFound)?;
    let (_, meeting) = cx.door.read_as(id).await?;
    let linked = meeting.agenda.iter().filter_map(|item| item.about).chain([meeting.body]);
    let titles = Titles::of(&cx, linked).await?;
    let labels = labels(&cx.app.texts, cx.language);
    let organisation = cx.app.organisation.clone();
    let mut document = Document::new(
        language(cx.language),
        organisation,
        meeting.title.clone(),
        cx.today(),
        labels,
    );
    document.subtitle = Some(cx.t("agenda-title"));
    document.provenance = Some(cx.provenance().await?);
    let hours = [&meeting.starts, &meeting.ends].map(|time| time.clone().unwrap_or_default());
    let told = [
        ("meeting-body", titles.text(&cx, meeting.body)),
        ("meeting-date", meeting.date.to_string()),
        ("agenda-hours", hours.join("–")),
        ("meeting-place", meeting.place.clone().unwrap_or_default()),
    ];
    let told = told.into_iter().filter(|(_, value)| !value.trim_matches('–').is_empty());
    document.push(facts(told.map(|(key, value)| fact(cx.t(key), value))));
    if meeting.agenda.is_empty() {
        document.push(paragraph(cx.t("agenda-none")));
    } else {
        document.push(sheet(&cx, &meeting));
    }
    publish(&cx, document, &format!("{}.{ending}", meeting.title)).await
}

fn sheet(cx: &Context, meeting: &Meeting) -> Table {
    let columns = [
        narrow(cx.t("agenda-number")),
        column(cx.t("meeting-agenda-title"), 5),
        narrow(cx.t("meeting-agenda-purpose")),
        narrow(cx.t("meeting-agenda-minutes")),
    ];
    let rows = meeting.agenda.iter().enumerate().map(|(at, item)| {
        let minutes = item.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
        vec![
            cell((at + 1).to_string()),
            cell(item.title.as_str()),
            cell(purpose(cx, item.purpose)),
            cell(minutes),
        ]
    });
    Table::new(cx.t("agenda-title"), columns).rows(rows)
}

/// On the meeting's page: the way to its agenda, and how much waits.
pub(super) async fn aside(cx: &Context, revision: &Revision) -> Result<Markup, Refusal> {
    let meeting: Meeting = revision.typed()?;
    let mut waits = waiting(cx, meeting.body, meeting.date).await?;
    waits.retain(|one| !meeting.takes_up(one.what.id));
    let count = waits.len().to_string();
    Ok(ui::panel(
        "meeting-agenda",
        &cx.t("agenda-title"),
        &html! {
            @if meeting.is_coming() { p { (cx.t_with("agenda-waiting", &[("n", &count)])) } }
            div.actions {
                (ui::link_button(&format!("/meeting/{}/agenda", revision.head.id), "secondary", None, &cx.t("agenda-see")))
            }
        },
    ))
}
