//! Entering what the steering group has decided of a plan: yes, with date and paragraph, or back to who writes it (PM3-15).

use axum::{
    extract::{Form, Path},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_decisions::{Decision, decision::State as Taken, waiting::drafted};
use stadga_model::{Draft, Finding, Head, Id, Refusal, Term};
use stadga_store::{Batch, Opened};
use stadga_web::{Context, Problem, ui};
use std::collections::{BTreeMap, BTreeSet};

use super::{About, id_of};
use crate::{MaintenancePlan, Need, need::State as Asked, plan::State};

/// The subject of decisions on plans and modes, a key of `decision-subject`.
const SUBJECT: &str = "plan";
/// Outcomes that an entry can have, keys of `decision-outcome`: the plan holds, holds with changes, goes back.
const OUTCOMES: [&str; 4] = ["approved", "approved-changed", "remitted", "rejected"];

/// A decision of the steering group `body` about an object, not taken yet.
pub(super) fn draft(
    cx: &Context,
    about: &About,
    body: Id,
    title: &str,
) -> Result<Decision, Refusal> {
    let text = serde_json::json!({
        "title": title, "subject": SUBJECT, "about": [about.head.id], "body": body,
        "unit": about.object.unit, "handler": cx.door.actor().person,
    });
    serde_json::from_value(text).map_err(Refusal::broken)
}

/// The fields for when it was decided and where that stands.
pub(super) fn date_and_paragraph(cx: &Context, today: Option<stadga_model::Date>) -> Markup {
    html! {
        div.ds-field {
            label for="date" { (cx.t("decision-date")) }
            input.ds-input type="date" id="date" name="date" value=[today];
        }
        div.ds-field {
            label for="paragraph" { (cx.t("decision-paragraph")) " " span.optional { (cx.t("form-optional")) } }
            input.ds-input id="paragraph" name="paragraph";
        }
    }
}

/// A plan before the steering group, with what surrounds it.
struct Before {
    head: Head,
    plan: MaintenancePlan,
    about: About,
}

impl Before {
    async fn of(cx: &Context, id: &str) -> Result<Self, Problem> {
        let (head, plan) = cx.door.read_as(id_of::<MaintenancePlan>(id)?).await?;
        if cx.past().is_some() {
            return Err(Refusal::Past.into());
        }
        if !super::may_decide(cx, &head, &plan) {
            return Err(Refusal::Denied.into());
        }
        let about = About::of(cx, plan.object).await?;
        Ok(Self { head, plan, about })
    }

    /// Elsewhere, when it is not before the steering group.
    fn closed(&self) -> Option<Response> {
        let open = self.plan.state == State::Submitted;
        (!open)
            .then(|| Redirect::to(&format!("/maintenance-plan/{}", self.head.id)).into_response())
    }
}

/// GET /maintenance-plan/{id}/decide
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let before = Before::of(&cx, &id).await?;
    match before.closed() {
        Some(elsewhere) => Ok(elsewhere),
        None => Ok(page(&cx, &before, (StatusCode::OK, &[]))),
    }
}

fn page(cx: &Context, before: &Before, (status, faults): (StatusCode, &[Finding])) -> Response {
    let Before { head, plan, about } = before;
    let steps = cx.app.store.scales().get("decision-outcome");
    let outcome = |key: &str| steps.and_then(|scale| scale.step(key));
    let forum = about.steering.as_ref().map(|(_, forum)| forum.name.as_str()).unwrap_or_default();
    let shown = cx
        .page(cx.t("decide-title"))
        .lead(cx.t_with("decide-lead", &[("forum", forum)]))
        .crumb(&about.object.name, format!("/object/{}/overview", about.head.id))
        .crumb(&head.number, format!("/maintenance-plan/{}", head.id))
        .show(html! {
            (ui::findings(cx, faults))
            p { strong { (plan.title) } " · " (ui::format::period(&plan.period)) }
            form.form method="post" action=(format!("/maintenance-plan/{}/decide", head.id)) {
                div.ds-field {
                    label for="outcome" { (cx.t("decision-outcome")) }
                    select.ds-input id="outcome" name="outcome" {
                        @for key in OUTCOMES {
                            @if let Some(step) = outcome(key) { option value=(key) { (step.label(cx.language)) } }
                        }
                    }
                    p.help { (cx.t("decide-outcome-help")) }
                }
                (date_and_paragraph(cx, Some(cx.today())))
                div.actions {
                    button.ds-button type="submit" { (cx.t("decide-save")) } " "
                    (ui::link_button(&format!("/maintenance-plan/{}", head.id), "tertiary", None, &cx.t("mode-cancel")))
                }
            }
        });
    (status, shown).into_response()
}

/// POST /maintenance-plan/{id}/decide: the decision, the plan and the version before it, all at once.
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let before = Before::of(&cx, &id).await?;
    if let Some(elsewhere) = before.closed() {
        return Ok(elsewhere);
    }
    match cx.door.write(batch(&cx, &before, &sent).await?).await {
        Ok(_) => Ok(Redirect::to(&format!("/maintenance-plan/{}?done=saved", before.head.id))
            .into_response()),
        Err(Refusal::Refused(faults)) => {
            Ok(page(&cx, &before, (StatusCode::UNPROCESSABLE_ENTITY, &faults)))
        }
        Err(other) => Err(other.into()),
    }
}

async fn batch(
    cx: &Context,
    before: &Before,
    sent: &BTreeMap<String, String>,
) -> Result<Batch, Refusal> {
    let given = |name: &str| sent.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    let mut batch = Batch { reason: cx.t("decide-reason"), ..Batch::default() };
    let steering = before.plan.steering.ok_or(Refusal::NotFound)?.cast();
    let take = |decision: &mut Decision| {
        decision.state = Taken::Decided;
        decision.date = given("date").and_then(|date| date.parse().ok());
        decision.outcome = given("outcome").map(Term::from);
        decision.paragraph = given("paragraph").map(str::to_owned);
    };
    let (id, decision) =
        if let Some(id) = drafted(cx, steering, before.head.id, before.plan.decision).await? {
            let mut prepared = cx.door.open_as(id).await?;
            take(&mut prepared.body);
            let decision = prepared.body.clone();
            batch.saves.push(prepared.erase()?);
            (id, decision)
        } else {
            let mut decision = draft(cx, &before.about, steering, &before.plan.title)?;
            decision.about.insert(0, before.head.id);
            take(&mut decision);
            let id: Id<Decision> = Id::new(cx.app.store.now());
            batch.creates.push(Draft::new(id, &decision)?);
            (id, decision)
        };
    let mut opened = cx.door.open_as(before.head.id.cast::<MaintenancePlan>()).await?;
    opened.body.state = State::Draft;
    if decision.is_yes() {
        opened.body.state = State::Decided;
        opened.body.decision = Some(id);
        if let Some(replaced) = before.plan.replaces {
            let mut old = cx.door.open_as(replaced).await?;
            if old.body.is_decided() {
                old.body.state = State::Replaced;
                batch.saves.push(old.erase()?);
            }
        }
    }
    if decision.is_yes() {
        batch.saves.extend(taken_up(cx, &before.plan, before.head.id.cast()).await?);
    }
    batch.saves.push(opened.erase()?);
    Ok(batch)
}

/// The needs that the plan takes up, which now say so (PM3-16, T14).
async fn taken_up(
    cx: &Context,
    plan: &MaintenancePlan,
    id: Id<MaintenancePlan>,
) -> Result<Vec<Opened>, Refusal> {
    let needs: BTreeSet<Id<Need>> =
        plan.changes.iter().filter_map(|change| change.need).chain(plan.because).collect();
    let mut saves = Vec::new();
    for need in needs {
        let mut opened = match cx.door.open_as(need).await {
            Ok(opened) => opened,
            Err(Refusal::Denied | Refusal::NotFound) => continue,
            Err(other) => return Err(other),
        };
        if opened.body.state == Asked::Approved {
            opened.body.plan = Some(id);
            saves.push(opened.erase()?);
        }
    }
    Ok(saves)
}
