//! Documents as files: the plan, the plans of a period, the FOA, as PDF and Word.

use axum::{
    extract::{Path, Query},
    response::Response,
};
use stadga_model::{Id, Record as _, Refusal};
use stadga_web::{Context, Problem, published::publish, ui::Titles};

use super::{About, compiled, foa, gather::Architecture, id_of, leadership, overview, steering};
use crate::{
    MaintenancePlan,
    documents::{self, Dossier, Drawn},
};

/// The ending of a file's name, where it is called this.
fn ending<'a>(name: &'a str, called: &str) -> Result<&'a str, Refusal> {
    name.strip_prefix(called).and_then(|rest| rest.strip_prefix('.')).ok_or(Refusal::NotFound)
}

/// GET /maintenance-plan/{id}/documents/plan.{pdf,docx}
pub(super) async fn plan(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ending = ending(&name, "plan")?;
    let (head, plan) = cx.door.read_as(id_of::<MaintenancePlan>(&id)?).await?;
    let about = About::of(&cx, plan.object).await?;
    let near = cx.door.near(head.id).await?;
    let decision = plan.decision.and_then(|decision| near.linked(decision));
    let body = stadga_model::body_of(&plan)?;
    let links: Vec<Id> = MaintenancePlan::SPEC.links(&body).into_iter().map(|(_, id)| id).collect();
    let titles = Titles::of(&cx, links).await?;
    let sides = overview::map(&cx, &about).await?;
    let called = format!("{} {}.{ending}", head.number, cx.t("plan-doc-file-name"));
    let object = (about.head.id, about.object.name.clone());
    let wanted: Vec<_> = plan.measures.iter().map(|id| (*id, object.clone())).collect();
    let unfunded = compiled::unfunded(&cx, &wanted).await?;
    let dossier = Dossier { unfunded, head, plan, about, decision, titles, sides };
    publish(&cx, documents::plan(&cx, &dossier).await?, &called).await
}

/// GET /planning-period/{id}/documents/plans.{pdf,docx}
pub(super) async fn period(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ending = ending(&name, "plans")?;
    let compiled = compiled::compiled(&cx, id_of(&id)?).await?;
    let progress = leadership::progress(&cx, &compiled);
    let called = format!("{} {}.{ending}", compiled.head.number, cx.t("plans-doc-file-name"));
    publish(&cx, documents::period(&cx, &compiled, &progress).await?, &called).await
}

/// GET /objects/documents/foa.{pdf,docx}
pub(super) async fn foa(
    cx: Context,
    Path(name): Path<String>,
    Query(asked): Query<foa::Asked>,
) -> Result<Response, Problem> {
    let ending = ending(&name, "foa")?;
    let seen = foa::Seen::of(&cx, foa::Colour::named(&cx, &asked.colour)).await?;
    let structure = steering::Structure::of(&cx, &Architecture::of(&cx).await?).await?;
    let count = |key: &str, number: usize| format!("{}: {number}", cx.t(key));
    let drawn = Drawn {
        map: seen.map(&cx),
        graph: structure.graph(&cx),
        steering: (structure.rows(&cx), steering::HEADINGS),
        counts: vec![
            count("foa-families", seen.architecture.families.len()),
            count("foa-objects", seen.architecture.objects.len()),
            count("foa-inside", seen.systems.len() - seen.outside),
            count("foa-outside", seen.outside),
        ],
    };
    let called = format!("{}.{ending}", cx.t("foa-file-name"));
    publish(&cx, documents::architecture(&cx, drawn).await?, &called).await
}
