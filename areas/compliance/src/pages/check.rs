//! Planning a check of a control: when, how and where; a random one draws its places by lot (CTL-14).

use axum::{
    Form,
    extract::Path,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Date, Head, Id, Refusal, Term};
use stadga_web::{
    Context, Problem,
    ui::{self, Titles},
};

use super::{board::controls, id_of, may_create, steps, title};
use crate::{
    Control, ControlCheck,
    control_check::{Line, State},
    sample::drawn,
};

/// The way in which the places are drawn by lot.
const RANDOM: &str = "random";

async fn open(cx: &Context, id: &str) -> Result<(Head, Control), Problem> {
    let (head, control) = cx.door.read_as(id_of::<Control>(id)?).await?;
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    if !may_create(cx, "control-check") {
        return Err(Refusal::Denied.into());
    }
    Ok((head, control))
}

/// GET /control/{id}/check
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (head, control) = open(&cx, &id).await?;
    let due =
        controls(&cx).await?.into_iter().find(|one| one.head.id == head.id).and_then(|one| one.due);
    let titles = Titles::of(&cx, control.places.iter().copied()).await?;
    let called = title(&head, "title", &control.title).to_owned();
    let page = cx.page(cx.t_with("check-title", &[("title", &called)])).lead(cx.t("check-lead"));
    let page = page.crumb(&called, format!("/control/{}", head.id)).here(cx.t("check-here"));
    Ok(page.show(html! {
        form.form method="post" action=(format!("/control/{}/check", head.id)) {
            div.ds-field {
                label for="due" { (cx.t("control-check-due")) }
                input.ds-input type="date" id="due" name="due" required value=(due.unwrap_or_else(|| cx.today()).max(cx.today()));
            }
            (methods(&cx, &control.method))
            (places(&cx, &control, &titles))
            div.form-actions { button.ds-button type="submit" { (cx.t("check-plan")) } }
        }
    }))
}

fn methods(cx: &Context, usual: &Term) -> Markup {
    html! {
        fieldset.ds-fieldset.panel {
            legend { (cx.t("control-check-method")) }
            @for (key, text) in steps(cx, "control-method") {
                label.choice { input type="radio" name="method" value=(key) checked[key == usual.0] required; " " (text) }
            }
        }
    }
}

/// Where it can be made; what a random check draws from.
fn places(cx: &Context, control: &Control, titles: &Titles) -> Markup {
    html! {
        @if !control.places.is_empty() {
            (ui::panel("places", &cx.t("control-places"), &html! {
                p { (cx.t_with("check-places", &[("n", &wanted(control).to_string())])) }
                ul { @for id in &control.places { li { (titles.link(cx, *id)) } } }
            }))
        }
    }
}

/// How many places a random check looks at.
fn wanted(control: &Control) -> usize {
    control
        .sample
        .and_then(|count| usize::try_from(count).ok())
        .filter(|count| *count > 0)
        .unwrap_or(1)
}

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    due: String,
    #[serde(default)]
    method: String,
}

/// POST /control/{id}/check: a check with the control's checklist, and off to where it is filled in and signed.
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let (head, control) = open(&cx, &id).await?;
    let due = sent.due.parse().unwrap_or_else(|_| cx.today());
    let known = steps(&cx, "control-method").into_iter().any(|(key, _)| key == sent.method);
    let method = if known { Term::from(sent.method.as_str()) } else { control.method.clone() };
    let check = planned(&cx, (&head, &control), method, due);
    let made = cx.door.create(&check, "").await?;
    Ok(Redirect::to(&format!("/control-check/{}/sign?done=created", made.head.id)).into_response())
}

/// A check as it is planned.
fn planned(
    cx: &Context,
    (head, control): (&Head, &Control),
    method: Term,
    due: Date,
) -> ControlCheck {
    let seed = format!("{} {due}", head.number);
    let by_lot = method.0 == RANDOM && !control.places.is_empty();
    let (places, told) = if by_lot {
        let lot = drawn(&seed, control.places.len(), wanted(control));
        let places = lot.into_iter().filter_map(|at| control.places.get(at).copied()).collect();
        let values = [("n", control.places.len().to_string()), ("seed", seed)];
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        (places, Some(cx.t_with("check-drawn", &values)))
    } else {
        (control.places.clone(), None)
    };
    let line =
        |point: &crate::control::Point| Line { what: point.what.clone(), answer: None, note: None };
    let me = cx.door.actor().person.map(Id::cast);
    ControlCheck {
        title: format!("{} {due}", title(head, "title", &control.title)),
        state: State::Planned,
        control: head.id.cast(),
        method,
        due: Some(due),
        places,
        drawn: told,
        own_staff: true,
        lines: control.points.iter().map(line).collect(),
        looked_at: None,
        deviating: None,
        level: None,
        result: None,
        evidence: Vec::new(),
        measures: Vec::new(),
        role: control.role.clone(),
        signed: None,
        unit: control.unit,
        owner: me.or(control.owner),
    }
}
