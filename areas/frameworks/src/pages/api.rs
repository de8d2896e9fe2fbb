//! Files taken in by programs: the same reading and plan as on the page, as JSON.

use axum::{
    Json,
    extract::{Multipart, Query},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Deserialize;
use serde_json::{Value, json};
use stadga_model::Finding;
use stadga_web::{Context, Problem, keep_file, ui};

use super::{check_may, read};
use crate::{
    plan::{Outcome, Plan},
    take,
};

#[derive(Deserialize)]
pub(super) struct Asked {
    /// `true`: tells what it would do, and changes nothing.
    #[serde(default)]
    dry_run: bool,
    #[serde(default)]
    reason: String,
    /// The id of the framework that the file is a version of, or `new`; else it is known by its urn, reference or title.
    #[serde(default)]
    into: String,
}

/// POST /api/v1/framework/import: the files in parts called `file`, as a form sends them.
pub(super) async fn import(
    cx: Context,
    Query(asked): Query<Asked>,
    form: Multipart,
) -> Result<Response, Problem> {
    check_may(&cx)?;
    let files = read::sent(form).await?.files;
    let into = read::meant(&cx, &asked.into).await?;
    let library = match read::library(files.clone()).await? {
        Ok(library) => library,
        Err(fault) => {
            let told = json!({
                "title": read::sentence(&cx, &fault), "fault": fault.key, "file": fault.file, "line": fault.line,
            });
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Json(told)).into_response());
        }
    };
    let mut kept = Vec::new();
    if !asked.dry_run {
        for (name, bytes) in &files {
            let file = keep_file(&cx, name, bytes).await?;
            cx.door.let_wait(&file).await?;
            kept.push(file);
        }
    }
    let plan = take::look(&cx.door, library, kept.first().cloned(), into).await?;
    let names = files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    let reason = match asked.reason.trim() {
        "" => cx.t_with("framework-read-reason", &[("file", &names)]),
        reason => reason.to_owned(),
    };
    let refused = take::write(&cx.door, &plan, &reason, asked.dry_run).await?;
    if refused.is_empty() {
        for id in &kept {
            cx.door.has_used(id).await?;
        }
    }
    let status = if refused.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, Json(told(&cx, &plan, &refused, asked.dry_run))).into_response())
}

fn told(cx: &Context, plan: &Plan, refused: &[Finding], dry_run: bool) -> Value {
    let [new, changed, gone, same] = plan.counts();
    let rows = plan.rows.iter().filter_map(|row| {
        let (outcome, fields) = match &row.outcome {
            Outcome::New(_) => ("new", Vec::new()),
            Outcome::Changed { values, .. } => ("changed", values.keys().cloned().collect()),
            Outcome::Gone { values, .. } => ("gone", values.keys().cloned().collect()),
            Outcome::Same => return None,
        };
        Some(json!({
            "kind": row.kind, "id": row.id.to_string(), "title": row.title, "outcome": outcome, "fields": fields,
            "changes": changes(plan, &row.outcome),
        }))
    });
    let refused = refused.iter().map(|finding| {
        json!({ "code": finding.code, "record": finding.record, "sentence": ui::sentence(cx, finding) })
    });
    let frameworks = plan.met.iter().map(|one| {
        json!({ "title": one.title, "of": one.of.map(|id| id.to_string()), "how": one.how.key() })
    });
    let remarks = plan.remarks.0.iter().map(|remark| {
        let sentence = read::told(cx, remark);
        json!({
            "key": remark.key, "place": remark.place, "line": remark.line, "what": remark.what,
            "count": remark.count, "lost": remark.is_loss(), "sentence": sentence,
        })
    });
    json!({
        "dry_run": dry_run,
        "new": new, "changed": changed, "gone": gone, "same": same,
        "frameworks": frameworks.collect::<Vec<_>>(),
        "rows": rows.collect::<Vec<_>>(),
        "remarks": remarks.collect::<Vec<_>>(),
        "refused": refused.collect::<Vec<_>>(),
    })
}

/// What was and what would be, field by field; a link also by what it is called.
fn changes(plan: &Plan, outcome: &Outcome) -> Vec<Value> {
    let (Outcome::Changed { before, values } | Outcome::Gone { before, values }) = outcome else {
        return Vec::new();
    };
    let change = |(name, after): (&String, &Value)| {
        let before = before.body.get(name).unwrap_or(&Value::Null);
        let mut change = json!({ "field": name, "before": before, "after": after });
        let called = [
            ("before_title", plan.names.of_link(before, false)),
            ("after_title", plan.names.of_link(after, true)),
        ];
        for (key, title) in called {
            if let (Some(title), Some(change)) = (title, change.as_object_mut()) {
                change.insert(key.into(), title.into());
            }
        }
        change
    };
    values.iter().map(change).collect()
}
