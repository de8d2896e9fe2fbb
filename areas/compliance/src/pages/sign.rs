//! Filling in a check's checklist and signing it, by role and day (CTL-14, CTL-15).

use axum::{
    Form,
    extract::Path,
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Head, Prose, Refusal, Term};
use stadga_organisation::Assignment;
use stadga_store::ListQuery;
use stadga_web::{
    Context, Problem,
    ui::{self, Said, Titles},
};
use std::collections::BTreeMap;

use super::{id_of, may_change, steps, title};
use crate::{ControlCheck, control_check::State};

/// What was written, by the names of the inputs.
type Sent = BTreeMap<String, String>;

fn text<'a>(sent: &'a Sent, name: &str) -> Option<&'a str> {
    sent.get(name).map(|text| text.trim()).filter(|text| !text.is_empty())
}

/// GET /control-check/{id}/sign
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (head, check) = cx.door.read_as(id_of::<ControlCheck>(&id)?).await?;
    if check.state != State::Planned || !may_change(&cx, &head) || head.withheld.is_some() {
        return Ok(Redirect::to(&cx.href(&format!("/control-check/{}", head.id))).into_response());
    }
    page(&cx, &head, &check, &[]).await
}

/// POST /control-check/{id}/sign: the answers are kept; where `sign` was pressed the check is signed today.
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let mut opened = cx.door.open_as(id_of::<ControlCheck>(&id)?).await?;
    let head = opened.head().clone();
    if opened.body.state != State::Planned || head.withheld.is_some() {
        return Err(Refusal::Denied.into());
    }
    put(&sent, &mut opened.body);
    let signs = sent.contains_key("sign");
    if signs {
        (opened.body.state, opened.body.signed) = (State::Signed, Some(cx.today()));
        opened.body.owner =
            cx.door.actor().person.map(stadga_model::Id::cast).or(opened.body.owner);
    }
    let written = opened.body.clone();
    match cx.door.save(opened, "").await {
        Ok(_) if signs => {
            Ok(Redirect::to(&format!("/control-check/{}?done=signed", head.id)).into_response())
        }
        Ok(_) => {
            Ok(Redirect::to(&format!("/control-check/{}/sign?done=saved", head.id)).into_response())
        }
        Err(Refusal::Refused(findings)) => {
            let page = page(&cx, &head, &written, &ui::said(&cx, &findings)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

/// Puts what was written into the check.
fn put(sent: &Sent, check: &mut ControlCheck) {
    for (at, line) in check.lines.iter_mut().enumerate() {
        line.answer = text(sent, &format!("line{at}")).map(Term::from);
        line.note = text(sent, &format!("note{at}")).map(str::to_owned);
    }
    // What is no number is told by the rule.
    let number = |name: &str| text(sent, name).map(|text| text.parse().unwrap_or(-1));
    (check.looked_at, check.deviating) = (number("looked_at"), number("deviating"));
    check.level = text(sent, "level").map(Term::from);
    check.result = text(sent, "result").map(Prose::from);
    check.role = text(sent, "role").map(Term::from);
}

async fn page(
    cx: &Context,
    head: &Head,
    check: &ControlCheck,
    faults: &[Said],
) -> Result<Response, Problem> {
    let titles = Titles::of(cx, check.places.iter().copied().chain([check.control.cast()])).await?;
    let roles = roles(cx, check).await?;
    let page = cx.page(title(head, "title", &check.title)).lead(cx.t("sign-lead"));
    let page = page
        .crumb(titles.text(cx, check.control.cast()), format!("/control/{}", check.control))
        .here(&head.number);
    let anchored: Vec<_> = faults.iter().map(|fault| (anchor(fault), fault.clone())).collect();
    Ok(page.show(html! {
        @if !anchored.is_empty() { (ui::error_summary(&cx.t("answering-wrong"), &anchored)) }
        @if !check.places.is_empty() {
            (ui::panel("places-at", &cx.t("control-check-places"), &html! {
                ul { @for id in &check.places { li { (titles.link(cx, *id)) } } }
                @if let Some(drawn) = &check.drawn { p.muted { (drawn) } }
            }))
        }
        form.form method="post" action=(format!("/control-check/{}/sign", head.id)) {
            (lines(cx, check))
            (outcome(cx, check))
            (signature(cx, check, &roles))
            div.form-actions {
                button.ds-button type="submit" name="sign" value="1" { (cx.t("sign-now")) }
                button.ds-button type="submit" data-variant="secondary" { (cx.t("sign-later")) }
            }
        }
    }))
}

/// Where a fault is mended on the page: `lines.2.answer` is the third line.
fn anchor(fault: &Said) -> String {
    let path = fault.path.as_deref().unwrap_or("level");
    match path.strip_prefix("lines.").and_then(|rest| rest.split('.').next()) {
        Some(at) => format!("line{at}"),
        None => path.to_owned(),
    }
}

fn lines(cx: &Context, check: &ControlCheck) -> Markup {
    let answers = steps(cx, "checklist-answer");
    html! {
        @for (at, line) in check.lines.iter().enumerate() {
            fieldset.ds-fieldset.panel id=(format!("line{at}")) tabindex="-1" {
                legend { (line.what) }
                @for (key, text) in &answers {
                    label.choice {
                        input type="radio" name=(format!("line{at}")) value=(key) checked[line.answer.as_ref().is_some_and(|answer| answer.0 == *key)];
                        " " (text)
                    }
                }
                div.ds-field {
                    label for=(format!("note{at}")) { (cx.t("control-check-lines-note")) " " span.optional { (cx.t("form-optional")) } }
                    input.ds-input id=(format!("note{at}")) name=(format!("note{at}")) value=(line.note.as_deref().unwrap_or_default());
                }
            }
        }
    }
}

fn outcome(cx: &Context, check: &ControlCheck) -> Markup {
    let number = |name: &str, value: Option<i64>| {
        html! {
            div.ds-field {
                (ui::label(cx, &format!("control-check-{name}"), name, true))
                input.ds-input type="number" min="0" id=(name) name=(name) value=(value.map(|n| n.to_string()).unwrap_or_default());
            }
        }
    };
    html! {
        div.pair { (number("looked_at", check.looked_at)) (number("deviating", check.deviating)) }
        fieldset.ds-fieldset.panel id="level" tabindex="-1" {
            legend { (cx.t("control-check-level")) }
            @for (key, text) in steps(cx, "deviation-level") {
                label.choice {
                    input type="radio" name="level" value=(key) checked[check.level.as_ref().is_some_and(|level| level.0 == key)];
                    " " (text)
                }
            }
        }
        div.ds-field {
            (ui::label(cx, "control-check-result", "result", true))
            textarea.ds-input id="result" name="result" rows="4" { (check.result.as_ref().map(|text| text.0.as_str()).unwrap_or_default()) }
        }
    }
}

fn signature(cx: &Context, check: &ControlCheck, roles: &[(String, String)]) -> Markup {
    html! {
        div.ds-field {
            label for="role" { (cx.t("control-check-role")) }
            select.ds-input id="role" name="role" {
                option value="" { (cx.t("sign-no-role")) }
                @for (key, text) in roles {
                    option value=(key) selected[check.role.as_ref().is_some_and(|role| role.0 == *key)] { (text) }
                }
            }
        }
        p { (cx.t_with("sign-as", &[("name", &cx.user), ("date", &cx.today().to_string())])) }
    }
}

/// The roles that the reader holds today, and that which the control asks for.
async fn roles(cx: &Context, check: &ControlCheck) -> Result<Vec<(String, String)>, Refusal> {
    let mut roles: Vec<Term> = check.role.iter().cloned().collect();
    if let Some(me) = cx.door.actor().person {
        let held = cx.door.all::<Assignment>(ListQuery::linking("person", me)).await?;
        let held = held.into_iter().filter(|(_, held)| held.period.holds(cx.today()));
        roles.extend(held.map(|(_, held)| held.role));
    }
    roles.sort();
    roles.dedup();
    Ok(roles.into_iter().map(|role| (role.0.clone(), cx.term("role", &role))).collect())
}
