//! The template of the unit for IT and digitalisation: its areas with roles, shown first, then made as units with vacant
//! posts (ORG-22).

use axum::{
    extract::RawForm,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Action, Draft, Id, Language, Period, Refusal, Term};
use stadga_store::Batch;
use stadga_web::{Context, Problem, ui};

use super::{TEMPLATE, every};
use crate::{Assignment, Unit, unit::EXTERNAL};

#[derive(Deserialize)]
struct Template {
    area: Vec<Part>,
}

/// One area of the unit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    sv: String,
    en: String,
    assignment_sv: String,
    assignment_en: String,
    roles: Vec<String>,
}

impl Part {
    fn name(&self, language: Language) -> &str {
        if language == Language::Swedish { &self.sv } else { &self.en }
    }

    fn assignment(&self, language: Language) -> &str {
        if language == Language::Swedish { &self.assignment_sv } else { &self.assignment_en }
    }
}

fn shipped() -> Result<Template, Refusal> {
    let text = include_str!("../../../../content/organisation/unit-template.toml");
    toml::from_str(text).map_err(Refusal::broken)
}

fn may(cx: &Context) -> bool {
    let makes = |kind| cx.door.actor().reach(Action::Create, kind).is_some();
    cx.past().is_none() && makes("unit") && makes("assignment")
}

/// GET /unit/template
pub(super) async fn ask(cx: Context) -> Result<Response, Problem> {
    show(&cx, None).await
}

async fn show(cx: &Context, fault: Option<&str>) -> Result<Response, Problem> {
    let template = shipped()?;
    let mut units = every::<Unit>(cx).await?;
    units.retain(|(_, unit)| unit.period.holds(cx.today()) && unit.unit_type.0 != EXTERNAL);
    units.sort_by_cached_key(|(_, unit)| unit.name.to_lowercase());
    let page = cx.page(cx.t("template-title")).lead(cx.t("template-lead"));
    let body = html! {
        @if let Some(fault) = fault { (ui::alert("danger", &html! { p { (cx.t(fault)) } })) }
        form.form method="post" action=(TEMPLATE) {
            @for (at, part) in template.area.iter().enumerate() { (section(cx, at, part)) }
            @if may(cx) {
                div.ds-field {
                    label for="parent" { (cx.t("template-parent")) }
                    select.ds-input id="parent" name="parent" {
                        @for (id, unit) in &units { option value=(id) { (unit.name) } }
                    }
                }
                div.form-actions { button.ds-button type="submit" { (cx.t("template-make")) } }
            }
        }
    };
    let page = page.crumb(cx.t("unit-plural"), "/unit").here(cx.t("template-title"));
    Ok(match fault {
        None => page.show(body),
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, page.show(body)).into_response(),
    })
}

fn section(cx: &Context, at: usize, part: &Part) -> Markup {
    html! {
        fieldset.panel {
            legend { (part.name(cx.language)) }
            p { (part.assignment(cx.language)) }
            ul { @for role in &part.roles { li { (cx.term("role", &Term(role.clone()))) } } }
            @if may(cx) {
                div.ds-field {
                    input.ds-input type="checkbox" id=(format!("area-{at}")) name="area" value=(at) checked;
                    label for=(format!("area-{at}")) {
                        (cx.t("template-take")) span.sr { " " (part.name(cx.language)) }
                    }
                }
            }
        }
    }
}

/// POST /unit/template: the chosen areas become units under the chosen one, with a vacant post for each role.
pub(super) async fn make(cx: Context, RawForm(form): RawForm) -> Result<Response, Problem> {
    if !may(&cx) {
        return Err(Refusal::Denied.into());
    }
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&form).into_owned().collect();
    let parent = pairs.iter().find(|(name, _)| name == "parent");
    let parent: Option<Id<Unit>> = parent.and_then(|(_, id)| id.parse().ok());
    let chosen: Vec<usize> = pairs
        .iter()
        .filter(|(name, _)| name == "area")
        .filter_map(|(_, at)| at.parse().ok())
        .collect();
    let Some(parent) = parent.filter(|_| !chosen.is_empty()) else {
        return show(&cx, Some("template-nothing")).await;
    };
    cx.door.read_as(parent).await?;
    let template = shipped()?;
    let mut creates = Vec::new();
    for part in chosen.iter().filter_map(|at| template.area.get(*at)) {
        creates.extend(drafts(&cx, part, parent)?);
    }
    let reason = cx.t("template-reason");
    cx.door.write(Batch { creates, reason, ..Batch::default() }).await?;
    Ok(Redirect::to(&format!("/unit/{parent}?done=saved")).into_response())
}

/// An area as a unit with its vacant posts.
fn drafts(cx: &Context, part: &Part, parent: Id<Unit>) -> Result<Vec<Draft>, Refusal> {
    let id = Id::<Unit>::new(cx.now());
    let period = Period { from: cx.today(), to: None };
    let unit = serde_json::json!({"name": part.name(cx.language), "unit_type": "operative", "parent": parent,
        "period": period, "assignment": part.assignment(cx.language)});
    let unit: Unit = serde_json::from_value(unit).map_err(Refusal::broken)?;
    let mut drafts = vec![Draft::new(id, &unit)?];
    for role in &part.roles {
        let title = cx.term("role", &Term(role.clone()));
        let post = serde_json::json!({"title": title, "role": role, "unit": id, "period": period});
        let post: Assignment = serde_json::from_value(post).map_err(Refusal::broken)?;
        drafts.push(Draft::new(Id::<Assignment>::new(cx.now()), &post)?);
    }
    Ok(drafts)
}
