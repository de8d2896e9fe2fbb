//! Choosing areas by a measurement: the lowest are proposed, another choice says why, where it was made and by whom (CTL-07).

use axum::{
    extract::{Form, Path},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Finding, Head, Id, Record as _, Refusal, Term};
use stadga_organisation::{Forum, Person};
use stadga_web::{
    Context, Problem,
    ui::{self, Titles},
};
use std::collections::{BTreeMap, BTreeSet};

use super::{hand_out::holders, id_of, may_create};
use crate::{
    MaturityChoice, MaturityRound, level,
    limits::limits,
    maturity_choice::{Chosen, Ranked, State},
    measurement::{Measurement, choices, chosen_by, shown},
};

type Sent = BTreeMap<String, String>;

/// A measurement to choose by, with where and by whom it can be chosen.
struct Choosing {
    measurement: Measurement,
    forums: Vec<(Head, Forum)>,
    people: Vec<(Id<Person>, String)>,
}

impl Choosing {
    async fn of(cx: &Context, id: &str) -> Result<Self, Problem> {
        let (head, round) = cx.door.read_as(id_of::<MaturityRound>(id)?).await?;
        if cx.past().is_some() {
            return Err(Refusal::Past.into());
        }
        if !may_create(cx, MaturityChoice::KIND) {
            return Err(Refusal::Denied.into());
        }
        let measurement = Measurement::of(cx, head, round).await?.ok_or(Refusal::NotFound)?;
        let mut forums = cx.every::<Forum>().await?;
        forums.retain(|(_, forum)| forum.period.holds(cx.today()));
        forums.sort_by(|(_, one), (_, other)| one.name.cmp(&other.name));
        let people = people(cx).await?;
        Ok(Self { measurement, forums, people })
    }

    /// Elsewhere, when areas have been chosen by it already.
    async fn closed(&self, cx: &Context) -> Result<Option<Response>, Refusal> {
        let choices = choices(cx).await?;
        let made = chosen_by(&choices, self.measurement.head.id);
        let to = made.map(|(head, _)| format!("/maturity-choice/{}", head.id));
        Ok(to.map(|to| Redirect::to(&to).into_response()))
    }

    /// All areas, the lowest first.
    fn ranking(&self) -> Vec<Ranked> {
        let joint = self.measurement.joint();
        let (order, proposed) = self.measurement.ranking();
        let ranked = order.into_iter().enumerate().filter_map(|(rank, at)| {
            Some(Ranked {
                area: Term::from(self.measurement.model.areas.get(at)?.key.as_str()),
                level: level::told(joint.get(at).copied().flatten()?),
                proposed: rank < proposed,
            })
        });
        ranked.collect()
    }
}

/// Those who hold the administrations' roles or lead the work.
async fn people(cx: &Context) -> Result<Vec<(Id<Person>, String)>, Refusal> {
    let mut ids = BTreeSet::new();
    for role in [&limits().leads_role, &limits().answers_role] {
        ids.extend(holders(cx, role).await?.into_values());
    }
    let titles = Titles::of(cx, ids.iter().map(|id| id.cast())).await?;
    Ok(ids.into_iter().map(|id| (id, titles.text(cx, id.cast()))).collect())
}

/// GET /maturity-round/{id}/choose
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let choosing = Choosing::of(&cx, &id).await?;
    if let Some(elsewhere) = choosing.closed(&cx).await? {
        return Ok(elsewhere);
    }
    let mut sent = Sent::new();
    for one in choosing.ranking().iter().filter(|one| one.proposed) {
        sent.insert(format!("area.{}", one.area.0), "yes".into());
    }
    sent.insert("date".into(), cx.today().to_string());
    sent.insert("year".into(), next_year(&cx, &choosing).to_string());
    Ok(page(&cx, &choosing, &sent, (StatusCode::OK, &[])))
}

/// The year that the work begins: the one after the measurement, or this one where that has passed.
fn next_year(cx: &Context, choosing: &Choosing) -> i64 {
    (choosing.measurement.round.year + 1).max(i64::from(cx.today().year()))
}

fn page(
    cx: &Context,
    choosing: &Choosing,
    sent: &Sent,
    (status, faults): (StatusCode, &[Finding]),
) -> Response {
    let head = &choosing.measurement.head;
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    let n = limits().lowest.to_string();
    let shown = cx
        .page(cx.t("choose-title"))
        .lead(cx.t_with("choose-lead", &[("n", &n)]))
        .crumb(cx.t("maturity-title"), super::RESULTS)
        .crumb(&choosing.measurement.round.title, format!("/maturity-round/{}", head.id))
        .show(html! {
            (ui::findings(cx, faults))
            @if !choosing.measurement.is_closed() { (ui::alert("warning", &html! { p { (cx.t("maturity-preliminary")) } })) }
            form.form method="post" action=(super::choose_address(head)) {
                (areas(cx, choosing, sent))
                div.ds-field {
                    label for="year" { (cx.t("maturity-choice-year")) }
                    input.ds-input type="number" id="year" name="year" value=(value("year"));
                }
                div.ds-field {
                    label for="body" { (cx.t("maturity-choice-body")) }
                    select.ds-input id="body" name="body" {
                        option value="" { (cx.t("choose-body-none")) }
                        @for (head, forum) in &choosing.forums {
                            option value=(head.id) selected[head.id.to_string() == value("body")] { (forum.name) }
                        }
                    }
                }
                div.ds-field {
                    label for="date" { (cx.t("maturity-choice-date")) }
                    input.ds-input type="date" id="date" name="date" value=(value("date"));
                }
                (who(cx, choosing, sent))
                div.actions { button.ds-button type="submit" { (cx.t("choose-save")) } }
            }
        });
    (status, shown).into_response()
}

/// Each area with its level, whether it is chosen, and why.
fn areas(cx: &Context, choosing: &Choosing, sent: &Sent) -> Markup {
    let way = choosing.measurement.model.way;
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    html! {
        @for one in choosing.ranking() {
            @let (name, reason) = (format!("area.{}", one.area.0), format!("reason.{}", one.area.0));
            fieldset.ds-fieldset.panel {
                legend { (cx.term("maturity-area", &one.area)) }
                div {
                    (cx.t("maturity-assessment-level")) " " strong { (shown(cx, way, level::read(&one.level))) }
                    @if one.proposed { " " (ui::badge("info", &cx.t("choose-proposed"))) }
                }
                label.choice {
                    input type="checkbox" name=(name) value="yes" checked[!value(&name).is_empty()];
                    " " (cx.t("choose-this"))
                }
                @if !one.proposed {
                    div.ds-field {
                        label for=(reason) { (cx.t("maturity-choice-areas-reason")) }
                        p.help { (cx.t("choose-reason-help")) }
                        input.ds-input id=(reason) name=(reason) value=(value(&reason));
                    }
                }
            }
        }
    }
}

/// Who took part.
fn who(cx: &Context, choosing: &Choosing, sent: &Sent) -> Markup {
    html! {
        @if !choosing.people.is_empty() {
            fieldset.ds-fieldset {
                legend { (cx.t("maturity-choice-participants")) }
                @for (id, name) in &choosing.people {
                    label.choice {
                        input type="checkbox" name=(format!("who.{id}")) value="yes" checked[sent.contains_key(&format!("who.{id}"))];
                        " " (name)
                    }
                }
            }
        }
    }
}

/// POST /maturity-round/{id}/choose
pub(super) async fn save(
    cx: Context,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let choosing = Choosing::of(&cx, &id).await?;
    if let Some(elsewhere) = choosing.closed(&cx).await? {
        return Ok(elsewhere);
    }
    let choice = chosen(&cx, &choosing, &sent);
    match cx.door.create(&choice, &cx.t("choose-reason")).await {
        Ok(made) => Ok(Redirect::to(&format!("/maturity-choice/{}?done=created", made.head.id))
            .into_response()),
        Err(Refusal::Refused(faults)) => {
            Ok(page(&cx, &choosing, &sent, (StatusCode::UNPROCESSABLE_ENTITY, &faults)))
        }
        Err(other) => Err(other.into()),
    }
}

fn chosen(cx: &Context, choosing: &Choosing, sent: &Sent) -> MaturityChoice {
    let text = |name: &str| sent.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
    let ranking = choosing.ranking();
    let areas = ranking.iter().filter(|one| text(&format!("area.{}", one.area.0)).is_some());
    let areas = areas.map(|one| Chosen {
        area: one.area.clone(),
        reason: text(&format!("reason.{}", one.area.0)).map(str::to_owned),
    });
    let year = text("year").and_then(|year| year.parse().ok());
    let year = year.unwrap_or_else(|| next_year(cx, choosing));
    let people = choosing.people.iter().map(|(id, _)| *id);
    MaturityChoice {
        title: cx.t_with("choose-record", &[("year", &year.to_string())]),
        state: State::Chosen,
        year,
        round: choosing.measurement.head.id.cast(),
        areas: areas.collect(),
        ranking,
        body: text("body").and_then(|body| body.parse().ok()),
        date: text("date").and_then(|date| date.parse().ok()),
        participants: people.filter(|id| text(&format!("who.{id}")).is_some()).collect(),
        decision: None,
        work: Vec::new(),
        conclusion: None,
        unit: choosing.measurement.round.unit,
        owner: cx.door.actor().person.map(Id::cast),
    }
}
