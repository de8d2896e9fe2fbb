//! The reference model as a checklist: part by part, what is in force in a unit is ticked (ISM-23).

use axum::{
    extract::{Form, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use serde::Deserialize;
use stadga_model::{Finding, Head, Id, Record as _, Refusal, Term};
use stadga_organisation::Unit;
use stadga_web::{
    Context, Problem, form_address,
    ui::{self, Column},
};

use super::{MODEL, day, may_create, show_button, tabs, unit_field, units};
use crate::{
    ModelAdoption,
    content::model,
    model_adoption::{PARTS, Standing, in_force},
};

/// The standings that a press can set; the others are written in the form, what is chosen not to be used with its words.
const PRESSED: [Standing; 2] = [Standing::InForce, Standing::Partly];

/// The unit that is asked about; the whole organisation, when none is.
#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    unit: String,
}

type Known = Vec<(Head, ModelAdoption)>;

/// What is known of the model's parts in a unit.
async fn known(cx: &Context, unit: Option<Id<Unit>>, units: &Units) -> Result<Known, Refusal> {
    let mut all = cx.every::<ModelAdoption>().await?;
    let hidden = |head: &Head| head.withholds("part") || head.withholds("standing");
    all.retain(|(head, one)| same(one.unit, unit, units) && !hidden(head));
    Ok(all)
}

/// All units, by name.
type Units = [(Id<Unit>, Unit)];

/// Whether two are one part of the organisation: what is said of no unit and what is said of the one that stands above the others
/// is both said of the whole (ISM-23).
fn same(one: Option<Id<Unit>>, other: Option<Id<Unit>>, units: &Units) -> bool {
    let above = |id: Id<Unit>| {
        let top = units.iter().any(|(own, unit)| *own == id && unit.parent.is_none());
        top && units.iter().any(|(_, unit)| unit.parent == Some(id))
    };
    let whole = |unit: Option<Id<Unit>>| unit.is_none_or(above);
    one == other || (whole(one) && whole(other))
}

fn of<'a>(known: &'a Known, part: &str) -> Option<&'a (Head, ModelAdoption)> {
    known.iter().filter(|(_, one)| one.part.0 == part).max_by_key(|(head, _)| head.at)
}

/// GET /management/model
pub(super) async fn show(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let unit = asked.unit.parse::<Id<Unit>>().ok();
    Ok(page(&cx, unit, (StatusCode::OK, &[])).await?)
}

async fn page(
    cx: &Context,
    unit: Option<Id<Unit>>,
    (status, faults): (StatusCode, &[Finding]),
) -> Result<Response, Refusal> {
    let units = units(cx).await?;
    let known = known(cx, unit, &units).await?;
    let parts = model().groups.iter().flat_map(|group| &group.parts);
    let standings: Vec<Standing> = parts
        .map(|part| of(&known, part).map_or(Standing::NotBegun, |(_, one)| one.standing))
        .collect();
    let page = cx.page(cx.t("adopted-title")).lead(cx.t("adopted-lead")).tabs(tabs(cx, MODEL));
    let shown = page.show(html! {
        (ui::findings(cx, faults))
        form.filters method="get" action=(MODEL) {
            (unit_field(cx, &units, unit)) (show_button(cx))
        }
        (progress(cx, &standings))
        @for group in &model().groups { (table(cx, group, (&known, unit))) }
        (super::all_of(cx, ModelAdoption::KIND))
    });
    Ok((status, shown).into_response())
}

/// How many parts stand in each way.
fn progress(cx: &Context, standings: &[Standing]) -> Markup {
    let count = |standing| standings.iter().filter(|one| **one == standing).count();
    let chosen = standings.len() - count(Standing::NotChosen);
    let (there, all) = (count(Standing::InForce).to_string(), chosen.to_string());
    html! {
        ul.tiles {
            @if let Some(percent) = in_force(standings) {
                li {
                    b { (percent) "\u{a0}%" }
                    span { (cx.t_with("adopted-progress", &[("there", &there), ("all", &all)])) }
                }
            }
            @for standing in Standing::ALL.into_iter().skip(1) {
                li {
                    b { (count(standing)) }
                    span { (cx.t(&format!("model-adoption-standing-is-{}", standing.key()))) }
                }
            }
        }
    }
}

fn table(
    cx: &Context,
    group: &crate::content::Group,
    (known, unit): (&Known, Option<Id<Unit>>),
) -> Markup {
    let columns =
        ["adopted-part", "model-adoption-standing", "model-adoption-since", "model-adoption-note"];
    let mut columns: Vec<_> = columns.map(|key| Column::text(cx.t(key))).into_iter().collect();
    columns.push(Column::text(cx.t("adopted-change")));
    let row = |part: &String| {
        let one = of(known, part);
        let standing = one.map_or(Standing::NotBegun, |(_, one)| one.standing);
        let label = cx.term(PARTS, &Term(part.clone()));
        let note = one.filter(|(head, _)| !head.withholds("note"));
        vec![
            html! {
                @match one {
                    Some((head, _)) => { (ui::link(ModelAdoption::KIND, head.id, &label)) }
                    None => { (label) }
                }
            },
            badge(cx, standing),
            day(one.and_then(|(_, one)| one.since)),
            html! { (note.and_then(|(_, one)| one.note.as_ref()).map(|text| text.0.as_str()).unwrap_or_default()) },
            buttons(cx, (part, &label), (one, standing), unit),
        ]
    };
    let rows: Vec<_> = group.parts.iter().map(row).collect();
    ui::table(group.title(cx.language), &columns, &rows)
}

fn badge(cx: &Context, standing: Standing) -> Markup {
    let tone = match standing {
        Standing::InForce => "good",
        Standing::Partly => "part",
        Standing::NotBegun => "open",
        Standing::NotChosen => "none",
    };
    ui::badge(tone, &cx.t(&format!("model-adoption-standing-is-{}", standing.key())))
}

/// One button for each other standing, where the reader may set it.
fn buttons(
    cx: &Context,
    (part, label): (&str, &str),
    (one, standing): (Option<&(Head, ModelAdoption)>, Standing),
    unit: Option<Id<Unit>>,
) -> Markup {
    let may = match one {
        Some((head, _)) => form_address(cx, head, "standing").is_some(),
        None => may_create(cx, ModelAdoption::KIND),
    };
    html! {
        @if may {
            form.inline method="post" action=(MODEL) {
                input type="hidden" name="part" value=(part);
                @if let Some(unit) = unit { input type="hidden" name="unit" value=(unit); }
                @for other in PRESSED.iter().filter(|other| **other != standing) {
                    @let words = cx.t(&format!("adopted-set-{}", other.key()));
                    button.ds-button type="submit" data-variant="tertiary" data-size="sm" name="standing"
                        value=(other.key()) aria-label=(format!("{words}: {label}")) { (words) }
                    " "
                }
            }
        }
    }
}

/// What a press sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    part: String,
    standing: String,
    #[serde(default)]
    unit: String,
}

/// POST /management/model: a part of the model in a unit stands like this from today.
pub(super) async fn tick(cx: Context, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    let standing = PRESSED.into_iter().find(|one| one.key() == sent.standing);
    let standing = standing.ok_or(Refusal::NotFound)?;
    let there = model().groups.iter().any(|group| group.parts.contains(&sent.part));
    if !there {
        return Err(Refusal::NotFound.into());
    }
    let unit = sent.unit.parse::<Id<Unit>>().ok();
    let since = (standing == Standing::InForce).then(|| cx.today());
    let known = known(&cx, unit, &units(&cx).await?).await?;
    let reason = cx.t("adopted-reason");
    let written = match of(&known, &sent.part) {
        Some((head, _)) => {
            let mut opened = cx.door.open_as::<ModelAdoption>(head.id.cast()).await?;
            (opened.body.standing, opened.body.since) = (standing, since);
            cx.door.save(opened, &reason).await
        }
        None => {
            let json = serde_json::json!({
                "title": cx.term(PARTS, &Term(sent.part.clone())), "part": sent.part, "standing": standing,
                "since": since, "unit": unit, "owner": cx.door.actor().person,
            });
            let adoption: ModelAdoption = serde_json::from_value(json).map_err(Refusal::broken)?;
            cx.door.create(&adoption, &reason).await
        }
    };
    match written {
        Ok(_) => {
            let unit = unit.map(|unit| format!("&unit={unit}")).unwrap_or_default();
            Ok(Redirect::to(&format!("{MODEL}?done=saved{unit}")).into_response())
        }
        Err(Refusal::Refused(faults)) => {
            Ok(page(&cx, unit, (StatusCode::UNPROCESSABLE_ENTITY, &faults)).await?)
        }
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;

    #[test]
    fn ism_23_the_whole_organisation_is_the_unit_above_all_others() {
        let unit = |parent: Option<Id<Unit>>| -> Unit {
            let json = serde_json::json!({"name": "Enhet", "unit_type": "operative", "parent": parent,
                "period": {"from": "2020-01-01"}});
            serde_json::from_value(json).unwrap()
        };
        let (region, care, supplier) = (id(1), id(2), id(3));
        let units = [(region, unit(None)), (care, unit(Some(region))), (supplier, unit(None))];
        assert!(same(None, Some(region), &units) && same(Some(region), None, &units));
        assert!(same(Some(care), Some(care), &units));
        assert!(!same(None, Some(care), &units) && !same(None, Some(supplier), &units));
    }
}
