//! What a programme for the law on cybersecurity is commonly made of: shown, then taken in as its parts (NIS-03).

use std::collections::BTreeMap;

use axum::{
    extract::{Path, RawForm},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use maud::{Markup, html};
use stadga_model::{Action, Date, Draft, Head, Id, Language, Refusal};
use stadga_store::Batch;
use stadga_web::{Context, Problem, ui};

use super::{called, id_of};
use crate::{
    Part, Programme,
    part::latest_start,
    programmed::Programmed,
    shipped::{ShippedPart, parts},
};

/// A part's name in the reader's language.
fn name<'a>(cx: &Context, part: &'a ShippedPart) -> &'a str {
    if cx.language == Language::Swedish { &part.sv } else { &part.en }
}

/// The programme, where the reader may make parts of it now.
async fn open(cx: &Context, id: &str) -> Result<(Head, Programme), Refusal> {
    let found = cx.door.read_as(id_of::<Programme>(id)?).await?;
    let may = cx.door.actor().reach(Action::Create, <Part as stadga_model::Record>::KIND).is_some();
    match cx.past() {
        Some(_) => Err(Refusal::Past),
        None if may => Ok(found),
        None => Err(Refusal::Denied),
    }
}

/// GET /law-programme/{id}/template
pub(super) async fn ask(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (head, programme) = open(&cx, &id).await?;
    Ok(show(&cx, &head, &programme, None))
}

fn show(cx: &Context, head: &Head, programme: &Programme, fault: Option<&str>) -> Response {
    let plan = format!("/law-programme/{}/plan", head.id);
    let page = cx.page(cx.t("parts-template-title")).lead(cx.t("parts-template-lead"));
    let page = page.crumb(called(head, "title", &programme.title), plan.clone());
    let shown = page.here(cx.t("parts-template-title")).show(html! {
        @if let Some(fault) = fault { (ui::alert("danger", &html! { p { (cx.t(fault)) } })) }
        form.form method="post" action=(format!("/law-programme/{}/template", head.id)) {
            fieldset.panel {
                legend { (cx.t("programme-parts")) }
                @for (at, part) in parts().iter().enumerate() { (choice(cx, at, part)) }
            }
            div.ds-field {
                label for="due" { (cx.t("law-programme-part-due")) }
                p.help id="due-help" { (cx.t("parts-template-due")) }
                input.ds-input type="date" id="due" name="due" aria-describedby="due-help";
            }
            div.form-actions {
                button.ds-button type="submit" { (cx.t("parts-template-make")) } " "
                (ui::link_button(&plan, "tertiary", None, &cx.t("parts-template-back")))
            }
        }
    });
    let status = if fault.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    (status, shown).into_response()
}

fn choice(cx: &Context, at: usize, part: &ShippedPart) -> Markup {
    let id = format!("part-{at}");
    html! {
        div.ds-field {
            input.ds-input type="checkbox" id=(id) name="part" value=(at);
            label for=(id) { strong { (name(cx, part)) } }
            p.help {
                (cx.t_with("parts-template-weeks", &[("n", &part.weeks.to_string())])) " · " (part.points.join(", "))
                @for other in parts().iter().filter(|other| part.after.contains(&other.key)) {
                    " · " (cx.t_with("parts-template-after", &[("part", name(cx, other))]))
                }
            }
        }
    }
}

/// POST /law-programme/{id}/template: the chosen parts, all or none, after those that are there.
pub(super) async fn take(
    cx: Context,
    Path(id): Path<String>,
    RawForm(form): RawForm,
) -> Result<Response, Problem> {
    let (head, programme) = open(&cx, &id).await?;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(&form).into_owned().collect();
    let due = pairs.iter().find(|(own, _)| own == "due").map(|(_, day)| day.trim().to_owned());
    let due: Option<Date> = due.and_then(|day| day.parse().ok());
    let chosen = pairs.iter().filter(|(own, _)| own == "part");
    let chosen: Vec<&ShippedPart> =
        chosen.filter_map(|(_, at)| parts().get(at.parse::<usize>().ok()?)).collect();
    if chosen.is_empty() {
        return Ok(show(&cx, &head, &programme, Some("parts-template-nothing")));
    }
    let one = Programmed::of(&cx, head.clone(), programme).await?;
    let creates = drafts(&cx, &one, &chosen, due)?;
    let reason = cx.t("parts-template-reason");
    cx.door.write(Batch { creates, reason, ..Batch::default() }).await?;
    Ok(Redirect::to(&format!("/law-programme/{}/plan?done=created", head.id)).into_response())
}

/// The chosen parts in their order, each with what it waits for of the others.
fn drafts(
    cx: &Context,
    one: &Programmed,
    chosen: &[&ShippedPart],
    due: Option<Date>,
) -> Result<Vec<Draft>, Refusal> {
    let last = one.lines.iter().filter_map(|line| line.part.place).max().unwrap_or(0);
    let new = |part: &&ShippedPart| (part.key.clone(), Id::<Part>::new(cx.app.store.now()));
    let ids: BTreeMap<String, Id<Part>> = chosen.iter().map(new).collect();
    let mut drafts = Vec::new();
    for (place, shipped) in (last + 1..).zip(chosen) {
        let meets =
            |own: &Option<String>| own.as_ref().is_some_and(|own| shipped.points.contains(own));
        let met = one.requirements.iter().filter(|(_, own)| meets(&own.paragraph));
        let requirements: Vec<Id> = met.map(|(head, _)| head.id).collect();
        let after: Vec<Id<Part>> =
            shipped.after.iter().filter_map(|key| ids.get(key).copied()).collect();
        let body = serde_json::json!({
            "title": name(cx, shipped), "programme": one.head.id, "place": place,
            "weeks": shipped.weeks, "due": due_of(shipped, chosen, due), "after": after,
            "requirements": requirements, "unit": one.programme.unit, "owner": one.programme.owner,
        });
        let part: Part = serde_json::from_value(body).map_err(Refusal::broken)?;
        let id = ids.get(&shipped.key).copied().ok_or(Refusal::NotFound)?;
        drafts.push(Draft::new(id, &part)?);
    }
    Ok(drafts)
}

/// When a part must be done so that those of the chosen that wait for it can begin in time, where the last is to be done on
/// `due`.
fn due_of(part: &ShippedPart, chosen: &[&ShippedPart], due: Option<Date>) -> Option<Date> {
    let waiting = chosen.iter().filter(|other| other.after.contains(&part.key));
    let starts = waiting.filter_map(|other| latest_start(due_of(other, chosen, due)?, other.weeks));
    starts.chain(due).min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nis_03_what_others_wait_for_is_due_when_they_must_begin() {
        let of = |keys: &[&str]| -> Vec<&'static ShippedPart> {
            parts().iter().filter(|part| keys.contains(&&*part.key)).collect()
        };
        let due: Date = "2027-12-31".parse().unwrap();
        let told = |chosen: &[&ShippedPart]| -> Vec<Option<Date>> {
            chosen.iter().map(|part| due_of(part, chosen, Some(due))).collect()
        };
        let chain = of(&["gap", "risks", "continuity", "supply", "hygiene"]);
        let [gap, risks, continuity, supply, hygiene] = told(&chain)[..] else { panic!() };
        assert_eq!([continuity, supply, hygiene], [Some(due); 3]);
        // Continuity takes longer than supply chains, and begins first.
        assert_eq!(risks, latest_start(due, 40));
        assert_eq!(gap, latest_start(risks.unwrap(), 26));
        assert_eq!(
            told(&of(&["gap", "continuity"])),
            [Some(due); 2],
            "what is between is not there"
        );
        assert_eq!(due_of(&parts()[0], &chain, None), None);
    }
}
