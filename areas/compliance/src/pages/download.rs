//! What is had as a file: statement, GAP list, plan and report of internal control, the yearly report, OSCAL.

use axum::{extract::Path, response::Response};
use stadga_model::Refusal;
use stadga_publish::sheet::{Workbook, workbook};
use stadga_web::{
    Context, Problem, attachment,
    published::{EXCEL, Extract, publish},
    ui::Titles,
};

use super::{Picture, controls, followed, gap, id_of, sheet::Sheet, told};
use crate::{Assessment, InternalControlPlan, documents, oscal};

const JSON: &str = "application/json";

/// GET /assessment/{id}/files/{name}
pub(super) async fn assessment(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&cx, id_of::<Assessment>(&id)?).await?;
    let titles = sheet.titles(&cx).await?;
    let (what, ending) = name.rsplit_once('.').ok_or(Refusal::NotFound)?;
    let called = |key: &str| format!("{} {}.{ending}", sheet.head.number, cx.t(key));
    match (what, ending) {
        ("statement", "xlsx") => {
            excel(&cx, documents::statement_sheet(&cx, &sheet, &titles), &called("statement-title"))
                .await
        }
        ("gap", "xlsx") => {
            excel(&cx, documents::gap_sheet(&cx, &sheet, &titles), &called("gaps-title")).await
        }
        ("statement", _) => {
            publish(
                &cx,
                documents::statement(&cx, &sheet, &titles).await?,
                &called("statement-title"),
            )
            .await
        }
        ("gap", _) => {
            publish(&cx, documents::gap(&cx, &sheet, &titles).await?, &called("gaps-title")).await
        }
        ("assessment-results", "json") => {
            let results = oscal::results(&cx, &sheet);
            json(&format!("{} assessment-results.json", sheet.head.number), &results)
        }
        ("poam", "json") => {
            let measures = gap::measures(&cx, &sheet).await?;
            let plan = oscal::plan(&cx, &sheet, &measures).ok_or(Refusal::NotFound)?;
            json(&format!("{} poam.json", sheet.head.number), &plan)
        }
        _ => Err(Refusal::NotFound.into()),
    }
}

fn json(name: &str, value: &serde_json::Value) -> Result<Response, Problem> {
    let bytes = serde_json::to_vec_pretty(value).map_err(Refusal::broken)?;
    Ok(attachment(name, JSON, bytes))
}

async fn excel(cx: &Context, book: Workbook, name: &str) -> Result<Response, Problem> {
    let (book, name) = match Extract::asked(cx).await? {
        Some(extract) => (extract.workbook(&book), extract.name(cx, name)),
        None => (book, name.to_owned()),
    };
    let bytes = workbook(&book).map_err(Refusal::broken)?;
    Ok(attachment(&name, EXCEL, bytes))
}

/// GET /internal-control-plan/{id}/files/{plan|report}.{pdf|docx}
pub(super) async fn plan(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (head, plan) = cx.door.read_as(id_of::<InternalControlPlan>(&id)?).await?;
    let (what, ending) = name.rsplit_once('.').ok_or(Refusal::NotFound)?;
    let linked = plan.points.iter().flat_map(|point| {
        point.control.map(|id| id.cast()).into_iter().chain(point.measure.map(|id| id.cast()))
    });
    let decided = [plan.decision, plan.report_decision].into_iter().flatten().map(|id| id.cast());
    let all = linked.chain(decided).chain(plan.unit.map(|id| id.cast()));
    let titles = Titles::of(&cx, all.collect::<Vec<_>>()).await?;
    let (document, key) = match what {
        "plan" => (
            documents::control_plan(&cx, &head, &plan, &titles).await?,
            "internal-control-plan-document",
        ),
        "report" => (
            documents::control_report(&cx, &head, &plan, &titles).await?,
            "internal-control-report",
        ),
        _ => return Err(Refusal::NotFound.into()),
    };
    publish(&cx, document, &format!("{} {}.{ending}", head.number, cx.t(key))).await
}

/// GET /compliance/files/report.{pdf|docx}: the compliance report to the region's management (REP-07).
pub(super) async fn report(cx: Context, Path(name): Path<String>) -> Result<Response, Problem> {
    let ending = name.strip_prefix("report.").ok_or(Refusal::NotFound)?;
    let (figures, below, top) = told(&cx).await?;
    let material = documents::Material {
        picture: Picture::of(&cx).await?,
        followed: followed(&cx).await?,
        controls: controls(&cx).await?,
        figures,
        below,
        top,
    };
    let document = documents::report(&cx, &material).await?;
    publish(&cx, document, &format!("{} {}.{ending}", cx.t("compliance-report-title"), cx.today()))
        .await
}
