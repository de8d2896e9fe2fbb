//! Reading risks from a file: ask for it, show what it would do and how its columns are understood, do it (INT-13).

mod show;

use axum::{
    Form,
    extract::{Multipart, Query},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use serde::Deserialize;
use stadga_model::{FileId, Record as _, Refusal};
use stadga_publish::sheet::{ReadSheet, SheetError, read_csv, read_workbook};
use stadga_web::{Context, Problem, keep_file};
use std::collections::BTreeMap;
use tokio::task::spawn_blocking;

use super::{READ, may_change, may_create};
use crate::{
    Risk, RiskSource,
    import::{self, Agreed, Keeping, Target},
    method::{method, methods},
};

/// What is asked: the source that the file comes from; the analysis that the risks belong to; else by which method they are
/// assessed, and whose they are.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    source: String,
    #[serde(default)]
    analysis: String,
    #[serde(default)]
    method: String,
    #[serde(default)]
    unit: String,
}

impl Asked {
    /// What the file is read into.
    async fn target(&self, cx: &Context, said: BTreeMap<u32, String>) -> Result<Target, Problem> {
        let analysis = match self.analysis.as_str() {
            "" => None,
            id => Some(cx.door.read_as(super::id_of::<crate::RiskAnalysis>(id)?).await?),
        };
        let source = match self.source.as_str() {
            "" => None,
            id => Some(cx.door.read_as(super::id_of::<RiskSource>(id)?).await?),
        };
        let of = analysis.as_ref().map_or(self.method.as_str(), |(_, one)| one.method.0.as_str());
        let usual = || {
            let of = source.as_ref().and_then(|(_, one)| one.method.as_ref());
            of.and_then(|of| method(&of.0))
        };
        let newest = || methods().iter().find(|one| one.holds(cx.today()));
        let method = method(of).or_else(usual).or_else(newest).ok_or(Refusal::NotFound)?;
        let unit = self.unit.parse().ok();
        let unit = unit.or_else(|| source.as_ref().and_then(|(_, source)| source.risk_unit));
        Ok(Target { analysis, method, unit, source, said })
    }
}

/// Whoever may make risks somewhere may read them from a file.
fn may(cx: &Context) -> Result<(), Problem> {
    match (cx.past(), may_create::<Risk>(cx)) {
        (Some(_), _) => Err(Refusal::Past.into()),
        (None, false) => Err(Refusal::Denied.into()),
        (None, true) => Ok(()),
    }
}

/// GET /risks/read
pub(super) async fn ask(cx: Context, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    may(&cx)?;
    Ok(show::ask(&cx, &asked, None).await?)
}

/// POST /risks/read: reads the file and shows what it would do. Nothing is changed.
pub(super) async fn look(
    cx: Context,
    Query(mut asked): Query<Asked>,
    mut form: Multipart,
) -> Result<Response, Problem> {
    may(&cx)?;
    let unreadable = |_| Problem::told(StatusCode::BAD_REQUEST, "unreadable");
    let mut found = None;
    while let Some(part) = form.next_field().await.map_err(unreadable)? {
        let (field, name) = (
            part.name().unwrap_or_default().to_owned(),
            part.file_name().unwrap_or("risker").to_owned(),
        );
        let bytes = part.bytes().await.map_err(unreadable)?;
        let text = || String::from_utf8_lossy(&bytes).into_owned();
        match field.as_str() {
            "file" if !bytes.is_empty() => found = Some((name, bytes)),
            "source" => asked.source = text(),
            "analysis" => asked.analysis = text(),
            "method" => asked.method = text(),
            "unit" => asked.unit = text(),
            _ => {}
        }
    }
    let Some((name, bytes)) = found else {
        return Ok(show::ask(&cx, &asked, Some("risk-read-no-file")).await?);
    };
    // Read before it is kept: what is no spreadsheet is not kept at all.
    let sheets = match sheets(bytes.to_vec(), &name).await? {
        Ok(sheets) => sheets,
        Err(fault) => return Ok(show::ask(&cx, &asked, Some(fault)).await?),
    };
    let file = keep_file(&cx, &name, &bytes).await?;
    cx.door.let_wait(&file).await?;
    let into = asked.target(&cx, BTreeMap::new()).await?;
    match import::look(&cx, &sheets, &into).await? {
        Some(looked) => Ok(show::looked(&cx, (&asked, &into), &looked, &file, None)),
        None => Ok(show::ask(&cx, &asked, Some("risk-read-no-columns")).await?),
    }
}

/// POST /risks/read/write: shows the file again with columns as they are said to be, or writes the good rows, if they are
/// still as many as were shown.
pub(super) async fn write(
    cx: Context,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    may(&cx)?;
    let given = |name: &str| sent.get(name).cloned().unwrap_or_default();
    let asked = Asked {
        source: given("source"),
        analysis: given("analysis"),
        method: given("method"),
        unit: given("unit"),
    };
    let column = |(name, part): (&String, &String)| {
        Some((name.strip_prefix("column-")?.parse().ok()?, part.clone()))
    };
    let said: BTreeMap<u32, String> = sent.iter().filter_map(column).collect();
    let file = FileId(given("file"));
    let kept = cx.door.file(&file).await?;
    let Ok(sheets) = sheets(kept.bytes, &kept.name).await? else {
        return Err(Refusal::NotFound.into());
    };
    let into = asked.target(&cx, said).await?;
    let agreed: Option<usize> = given("good").parse().ok().filter(|_| given("act") == "write");
    let Some(good) = agreed else {
        let looked = import::look(&cx, &sheets, &into).await?.ok_or(Refusal::NotFound)?;
        return Ok(show::looked(&cx, (&asked, &into), &looked, &file, None));
    };
    let Ok(keeping) = keeping(&cx, &into, given("keep_as").trim()) else {
        let looked = import::look(&cx, &sheets, &into).await?.ok_or(Refusal::NotFound)?;
        let told = Some("risk-read-keep-denied");
        return Ok(show::looked(&cx, (&asked, &into), &looked, &file, told));
    };
    let agreed = Agreed { good, columns: given("agreed") };
    if let Some(looked) = import::take(&cx, &sheets, &into, (&agreed, keeping)).await? {
        let told = Some("risk-read-changed");
        return Ok(show::looked(&cx, (&asked, &into), &looked, &file, told));
    }
    cx.door.has_used(&file).await?;
    let to = match &into.analysis {
        Some((head, _)) => format!("/risk-analysis/{}?done=saved", head.id),
        None => format!("{}?done=saved", super::PICTURE),
    };
    Ok(Redirect::to(&to).into_response())
}

/// Where what the columns mean is kept: in the source, where there is one that the reader may change; else in a new one,
/// where a name is given for it.
fn keeping(cx: &Context, into: &Target, name: &str) -> Result<Keeping, Refusal> {
    if let Some((head, _)) = &into.source {
        let may = may_change(cx, head) && head.withheld.is_none();
        return Ok(if may { Keeping::Known(head.id.cast()) } else { Keeping::Nowhere });
    }
    if name.is_empty() {
        return Ok(Keeping::Nowhere);
    }
    let of = into.analysis.as_ref().and_then(|(_, analysis)| analysis.unit);
    let unit = into.unit.or(of).map(stadga_model::Id::cast);
    match cx.door.actor().may_make(RiskSource::KIND, unit) {
        true => Ok(Keeping::New(name.to_owned())),
        false => Err(Refusal::Denied),
    }
}

/// The sheets of an Excel, OpenDocument or CSV file; else the text's key of what is wrong.
async fn sheets(
    bytes: Vec<u8>,
    name: &str,
) -> Result<Result<Vec<ReadSheet>, &'static str>, Problem> {
    let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
    let read = spawn_blocking(move || match read_workbook(&bytes) {
        Err(SheetError::UnknownFormat) => {
            let sheet = read_csv(&bytes).map(|sheet| vec![ReadSheet { name, ..sheet }]);
            sheet.ok_or(SheetError::UnknownFormat)
        }
        read => read,
    });
    Ok(read.await.map_err(Refusal::broken)?.map_err(|fault| match fault {
        SheetError::TooLarge | SheetError::TooManyRows { .. } => "risk-read-too-large",
        SheetError::Encrypted => "risk-read-encrypted",
        _ => "risk-read-unknown",
    }))
}

/// Where the file is read.
pub(super) fn address(asked: &Asked) -> String {
    let said = [("source", &asked.source), ("analysis", &asked.analysis)];
    let said = said.into_iter().filter(|(_, id)| !id.is_empty());
    let said: Vec<String> = said.map(|(name, id)| format!("{name}={id}")).collect();
    if said.is_empty() { READ.to_owned() } else { format!("{READ}?{}", said.join("&")) }
}
