//! Frameworks, mappings and matrices as files.

use axum::{extract::Path, response::Response};
use stadga_model::Refusal;
use stadga_web::{Context, Problem, attachment};
use tokio::task::spawn_blocking;

use super::{gather, id_of};
use crate::{FrameworkMapping, RiskMatrixLibrary, write};

const YAML: &str = "application/yaml; charset=utf-8";

/// GET /framework/{id}/export/{name}, also under /api/v1
pub(super) async fn framework(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let whole = gather::whole(&cx, id_of(&id)?).await?;
    let title = whole.framework.reference.clone().unwrap_or(whole.framework.title.clone());
    let now = cx.now();
    let (ending, media) = match name.as_str() {
        "ciso.yaml" => ("yaml", YAML),
        "oscal.json" => ("json", "application/json"),
        _ => return Err(Refusal::NotFound.into()),
    };
    let text = spawn_blocking(move || match ending {
        "yaml" => whole.as_ciso(),
        _ => whole.as_oscal(now),
    });
    let text = text.await.map_err(Refusal::broken)?;
    Ok(attachment(&format!("{title}.{ending}"), media, text.into_bytes()))
}

/// GET /framework-mapping/{id}/export, also under /api/v1
pub(super) async fn mapping(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (_, one) = cx.door.read_as(id_of::<FrameworkMapping>(&id)?).await?;
    Ok(attachment(&format!("{}.yaml", one.title), YAML, write::mapping(&one).into_bytes()))
}

/// GET /risk-matrix-library/{id}/export, also under /api/v1
pub(super) async fn matrix(cx: Context, Path(id): Path<String>) -> Result<Response, Problem> {
    let (_, one) = cx.door.read_as(id_of::<RiskMatrixLibrary>(&id)?).await?;
    Ok(attachment(&format!("{}.yaml", one.title), YAML, write::matrix(&one).into_bytes()))
}
