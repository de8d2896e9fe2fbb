//! A template of what core strategies commonly ask of support functions: shown, then taken in as guidelines (STR-04, R-15).

use axum::{
    extract::RawForm,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Action, Date, Draft, Id, Language, Record as _, Refusal, Term};
use stadga_store::Batch;
use stadga_web::{Context, Problem, ui};

use super::{GUIDELINES, TEMPLATE, every};
use crate::{Guideline, Strategy, strategy::Sort};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Template {
    #[serde(rename = "source")]
    _source: String,
    part: Vec<Part>,
}

/// What one sort of core strategy asks.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    sv: String,
    en: String,
    point: Vec<Point>,
}

/// One guideline.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Point {
    function: String,
    sv: String,
    en: String,
    text_sv: String,
    text_en: String,
}

/// The one of two wordings that the reader reads.
fn said<'a>(cx: &Context, sv: &'a str, en: &'a str) -> &'a str {
    if cx.language == Language::Swedish { sv } else { en }
}

fn shipped() -> Result<Template, Refusal> {
    let text = include_str!("../../../../content/strategy/guidelines.toml");
    toml::from_str(text).map_err(Refusal::broken)
}

fn may(cx: &Context) -> bool {
    cx.past().is_none() && cx.door.actor().reach(Action::Create, Guideline::KIND).is_some()
}

/// GET /board/strategy/guidelines/template
pub(super) async fn ask(cx: Context) -> Result<Response, Problem> {
    show(&cx, None).await
}

async fn show(cx: &Context, fault: Option<&str>) -> Result<Response, Problem> {
    let template = shipped()?;
    let mut core = every::<Strategy>(cx, &["title", "period"]).await?;
    core.retain(|(_, one)| one.sort == Sort::Core && one.period.holds(cx.today()));
    let body = html! {
        @if let Some(fault) = fault { (ui::alert("danger", &html! { p { (cx.t(fault)) } })) }
        form.form method="post" action=(TEMPLATE) {
            @for (at, part) in template.part.iter().enumerate() { (section(cx, at, part)) }
            @if may(cx) { (taking(cx, &core)) }
        }
    };
    let page = cx.page(cx.t("guidelines-template")).lead(cx.t("guidelines-template-lead"));
    let page = page.crumb(cx.t("guidelines-title"), GUIDELINES).here(cx.t("guidelines-template"));
    Ok(match fault {
        None => page.show(body),
        Some(_) => (StatusCode::UNPROCESSABLE_ENTITY, page.show(body)).into_response(),
    })
}

/// From which strategy they are asked, and when an answer is needed.
fn taking(cx: &Context, core: &[(Id<Strategy>, Strategy)]) -> Markup {
    html! {
        div.ds-field {
            label for="strategy" { (cx.t("guideline-strategy")) }
            select.ds-input id="strategy" name="strategy" {
                @for (id, one) in core { option value=(id) { (one.title) } }
            }
        }
        div.ds-field {
            label for="due" { (cx.t("guideline-due")) }
            input.ds-input type="date" id="due" name="due";
        }
        div.form-actions { button.ds-button type="submit" { (cx.t("guidelines-template-make")) } }
    }
}

fn section(cx: &Context, at: usize, part: &Part) -> Markup {
    html! {
        fieldset.panel {
            legend { (said(cx, &part.sv, &part.en)) }
            @for (which, point) in part.point.iter().enumerate() {
                @let id = format!("{at}.{which}");
                div.ds-field {
                    @if may(cx) { input.ds-input type="checkbox" id=(id) name="point" value=(id); }
                    label for=[may(cx).then_some(&id)] { strong { (said(cx, &point.sv, &point.en)) } }
                    p.help {
                        (cx.term("support-function", &Term(point.function.clone()))) ": "
                        (said(cx, &point.text_sv, &point.text_en))
                    }
                }
            }
        }
    }
}

/// POST /board/strategy/guidelines/template: the chosen points become guidelines of the strategy, all or none.
pub(super) async fn take(cx: Context, RawForm(form): RawForm) -> Result<Response, Problem> {
    if !may(&cx) {
        return Err(Refusal::Denied.into());
    }
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&form).into_owned().collect();
    let value = |name: &str| pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value);
    let strategy: Option<Id<Strategy>> = value("strategy").and_then(|id| id.parse().ok());
    let due: Option<Date> = value("due").and_then(|day| day.parse().ok());
    let chosen: Vec<&str> =
        pairs.iter().filter(|(own, _)| own == "point").map(|(_, id)| id.as_str()).collect();
    let Some(strategy) = strategy.filter(|_| !chosen.is_empty()) else {
        return show(&cx, Some("guidelines-template-nothing")).await;
    };
    let (_, asking) = cx.door.read_as(strategy).await?;
    let mut creates = Vec::new();
    for (at, part) in shipped()?.part.iter().enumerate() {
        for (which, point) in part.point.iter().enumerate() {
            if chosen.contains(&format!("{at}.{which}").as_str()) {
                let json = serde_json::json!({
                    "title": said(&cx, &point.sv, &point.en), "text": said(&cx, &point.text_sv, &point.text_en),
                    "strategy": strategy, "function": point.function, "unit": asking.unit,
                    "given": cx.today(), "due": due,
                });
                let guideline: Guideline = serde_json::from_value(json).map_err(Refusal::broken)?;
                creates.push(Draft::new(Id::<Guideline>::new(cx.app.store.now()), &guideline)?);
            }
        }
    }
    let reason = cx.t("guidelines-template-reason");
    cx.door.write(Batch { creates, reason, ..Batch::default() }).await?;
    Ok(Redirect::to(&format!("{GUIDELINES}?done=created")).into_response())
}
