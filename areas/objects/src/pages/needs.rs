//! Saying what one needs of an object, and seeing what became of it (PM3-21, T14).

use axum::{
    extract::{Form, Path},
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Action, Head, Id, Prose, Record as _, Refusal};
use stadga_organisation::Person;
use stadga_store::ListQuery;
use stadga_web::{
    Context, Problem,
    ui::{self, Column, Titles},
};
use std::collections::BTreeMap;

use super::{About, FOA, MINE, day, gather::Architecture, id_of};
use crate::{Need, need::State, roles};

/// GET /object/{id}/need
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let about = About::of(&cx, id_of(&id)?).await?;
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    if cx.door.actor().reach(Action::Create, Need::KIND).is_none() {
        return Err(Refusal::Denied.into());
    }
    Ok(form(&cx, &about, &BTreeMap::new()))
}

fn form(cx: &Context, about: &About, sent: &BTreeMap<String, String>) -> Response {
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    let faulty = !sent.is_empty() && value("title").trim().is_empty();
    let page = cx
        .page(cx.t_with("need-give-title", &[("object", &about.object.name)]))
        .lead(cx.t("need-give-lead"))
        .crumb(&about.object.name, format!("/object/{}/overview", about.head.id));
    page.show(html! {
        @if faulty { (ui::alert("danger", &html! { p { (cx.t("need-give-fault")) } })) }
        form.form method="post" action=(format!("/object/{}/need", about.head.id)) {
            div.ds-field {
                label for="title" { (cx.t("need-title")) }
                input.ds-input id="title" name="title" required value=(value("title")) aria-invalid=[faulty.then_some("true")];
            }
            @for name in ["description", "benefit"] {
                div.ds-field {
                    label for=(name) { (cx.t(&format!("need-{name}"))) " " span.optional { (cx.t("form-optional")) } }
                    @if let Some(help) = cx.maybe(&format!("need-{name}.help")) { p.help { (help) } }
                    textarea.ds-input id=(name) name=(name) rows="5" { (value(name)) }
                }
            }
            div.actions {
                button.ds-button type="submit" { (cx.t("need-give-now")) } " "
                (ui::link_button(&format!("/object/{}/overview", about.head.id), "tertiary", None, &cx.t("mode-cancel")))
            }
        }
    })
}

/// POST /object/{id}/need: with who asks and who prepares it.
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let about = About::of(&cx, id_of(&id)?).await?;
    let me = cx.door.actor().person.ok_or(Refusal::Denied)?;
    let given = |name: &str| sent.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    let Some(title) = given("title") else { return Ok(form(&cx, &about, &sent)) };
    let body = serde_json::json!({ "title": title, "object": about.head.id });
    let bare: Need = serde_json::from_value(body).map_err(Refusal::broken)?;
    let held = about.counting(cx.today());
    let prepares = |role: &str| roles::holders(role, held.iter().copied()).first().copied();
    let need = Need {
        description: given("description").map(Prose::from),
        benefit: given("benefit").map(Prose::from),
        proposer: Some(me.cast::<Person>()),
        raised: Some(cx.today()),
        unit: about.object.unit,
        owner: roles::leading().find_map(prepares).or(about.object.owner),
        ..bare
    };
    cx.door.create(&need, &cx.t("need-give-reason")).await?;
    Ok(Redirect::to(&format!("{MINE}?done=created")).into_response())
}

/// The needs of who reads, the newest first.
pub(crate) async fn own(cx: &Context) -> Result<Vec<(Head, Need)>, Refusal> {
    match cx.door.actor().person {
        Some(me) => cx.door.all::<Need>(ListQuery::linking("proposer", me)).await,
        None => Ok(Vec::new()),
    }
}

/// GET /objects/needs
pub(super) async fn mine(cx: Context) -> Result<Response, Problem> {
    let needs = own(&cx).await?;
    let architecture = Architecture::of(&cx).await?;
    let objects = needs.iter().filter_map(|(_, need)| need.object.map(Id::cast));
    let titles = Titles::of(&cx, objects).await?;
    let rows: Vec<_> = needs.iter().map(|need| row(&cx, need, &titles)).collect();
    let columns = ["need-title", "need-object", "need-state", "need-raised", "need-answer"]
        .map(|key| Column::text(cx.t(key)));
    let page =
        cx.page(cx.t("my-needs-title")).lead(cx.t("my-needs-lead")).crumb(cx.t("foa-title"), FOA);
    Ok(page.show(html! {
        @if rows.is_empty() { (ui::empty(&cx.t("my-needs-none"), &cx.t("my-needs-none.do"))) }
        @else { (ui::table(&cx.t("my-needs-title"), &columns, &rows)) }
        (give(&cx, &architecture))
    }))
}

/// Which objects one can ask something of.
fn give(cx: &Context, architecture: &Architecture) -> Markup {
    if !super::may_create(cx, Need::KIND) || architecture.objects.is_empty() {
        return Context::nothing();
    }
    ui::panel(
        "give",
        &cx.t("my-needs-give"),
        &html! {
            p { (cx.t("my-needs-give-lead")) }
            ul.columns {
                @for (head, object) in &architecture.objects {
                    li { a href=(format!("/object/{}/need", head.id)) { (object.name) } }
                }
            }
        },
    )
}

fn row(cx: &Context, (head, need): &(Head, Need), titles: &Titles) -> Vec<Markup> {
    let tone = match need.state {
        State::Approved | State::Delivered => "good",
        State::Declined => "bad",
        State::Postponed => "part",
        _ => "open",
    };
    vec![
        ui::link("need", head.id, &need.title),
        html! { @if let Some(object) = need.object { span.nowrap { (titles.short_link(cx, object.cast())) } } },
        ui::badge(tone, &cx.t(&format!("need-state-is-{}", need.state.key()))),
        day(need.raised),
        html! {
            @match &need.answer {
                Some(answer) => { (answer.0) @if let Some(date) = need.answered { " " span.muted { (date) } } }
                None => { span.muted { (cx.t("needs-unanswered")) } }
            }
        },
    ]
}
