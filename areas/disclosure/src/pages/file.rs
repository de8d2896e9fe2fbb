//! A masked copy of a file, which the officer has made and hands in to stand in its place.

use super::{decide, open, work};
use crate::{
    DisclosureDetail,
    attached::{self, Compared},
    detail::{Ruling, Sort},
    gather::{Case, Place},
};
use axum::{
    extract::{Multipart, Path},
    http::StatusCode,
    response::Response,
};
use stadga_model::{FileId, Id, Prose, Refusal, Revision, Term};
use stadga_publish::text_in::text_of_limited;
use stadga_store::StoredFile;
use stadga_web::{Context, Problem, Reader, keep_file, require_level};

/// The largest form that is read, in bytes: a file and the words beside it.
pub(super) const LARGEST: usize = 51 * 1024 * 1024;

/// What the form has sent.
#[derive(Default)]
struct Sent {
    place: String,
    ground: String,
    reason: String,
    bytes: Vec<u8>,
}

impl Sent {
    async fn read(mut form: Multipart) -> Result<Self, Problem> {
        let unreadable = |_| Problem::told(StatusCode::BAD_REQUEST, "unreadable");
        let mut sent = Self::default();
        while let Some(part) = form.next_field().await.map_err(unreadable)? {
            let name = part.name().unwrap_or_default().to_owned();
            match name.as_str() {
                "file" => sent.bytes = part.bytes().await.map_err(unreadable)?.to_vec(),
                "place" => sent.place = part.text().await.map_err(unreadable)?,
                "ground" => sent.ground = part.text().await.map_err(unreadable)?,
                "reason" => sent.reason = part.text().await.map_err(unreadable)?,
                _ => {}
            }
        }
        Ok(sent)
    }
}

/// POST /disclosure-request/{id}/file: the copy is compared with the file, kept under a name of ours and decided on. One that
/// still holds what it is to be without is not kept.
pub(crate) async fn take(
    cx: Context,
    reader: Reader,
    Path(id): Path<String>,
    form: Multipart,
) -> Result<Response, Problem> {
    let case = decide::changeable(&cx, &reader, &id).await?;
    let sent = Sent::read(form).await?;
    if sent.bytes.is_empty() || sent.place.is_empty() {
        return work::refused(&cx, &case, cx.t("disclosure-no-copy")).await;
    }
    let (record, path) = sent.place.split_once('.').ok_or(Refusal::NotFound)?;
    let record: Id = record.parse().map_err(|_| Refusal::NotFound)?;
    let known = case.record(record).ok_or(Refusal::NotFound)?;
    let place = Place::Field(record, path.to_owned());
    if !attached::is_file(&case, &place) {
        return Err(Refusal::NotFound.into());
    }
    if known.head.withholds(path) {
        require_level(&reader, cx.app.sign_in.marked.level)?;
    }
    let original = original(&cx, &case, known, path).await?;
    if let Some(unfit) = compared(&cx, &original, &sent.bytes).await {
        return work::refused(&cx, &case, cx.t(unfit.text())).await;
    }
    // What the officer called it could tell what is masked.
    let name = format!("{} {}.pdf", known.head.number, cx.t("disclosure-file-name-masked"));
    let kept = keep_file(&cx, &name, &sent.bytes).await?;
    decided(&cx, &case, (&place, kept), &sent).await
}

/// The file that is to be masked. Where a mark withholds it the reading is noted, with the request as its purpose.
async fn original(
    cx: &Context,
    case: &Case,
    record: &Revision,
    path: &str,
) -> Result<StoredFile, Refusal> {
    if !record.head.withholds(path) {
        let file = attached::file_at(case, record, path)?;
        return case.then.door.file(&file).await;
    }
    let opened = open(cx, case, |id| id == record.head.id).await?;
    let whole = opened.get(&record.head.id).ok_or(Refusal::NotFound)?;
    let file = whole.body.get(path).and_then(serde_json::Value::as_str);
    let file = FileId(file.ok_or(Refusal::NotFound)?.to_owned());
    let purpose = cx.t_with("disclosure-purpose", &[("request", &case.head.number)]);
    case.then.door.reveal_file(&file, &purpose).await
}

/// Read where no file can do harm; what cannot be read has no text to compare.
async fn compared(cx: &Context, original: &StoredFile, masked: &[u8]) -> Option<attached::Unfit> {
    let program = &cx.app.program;
    let before = text_of_limited(program, &original.name, &original.bytes).await.ok();
    let after = text_of_limited(program, "maskad.pdf", masked).await.ok();
    attached::unfit(
        Compared { bytes: &original.bytes, text: before.as_ref().map(|read| read.text.as_str()) },
        Compared { bytes: masked, text: after.as_ref().map(|read| read.text.as_str()) },
    )
}

async fn decided(
    cx: &Context,
    case: &Case,
    (place, kept): (&Place, FileId),
    sent: &Sent,
) -> Result<Response, Problem> {
    let known = case.details.iter().find(|detail| detail.place == *place);
    let sort = known.map_or(Sort::File, |detail| detail.sort);
    let text = |given: &str| Some(given.trim().to_owned()).filter(|text| !text.is_empty());
    let proposed = known.and_then(|detail| detail.ground().map(str::to_owned));
    let wanted = DisclosureDetail {
        ground: text(&sent.ground).or(proposed).map(Term),
        reason: text(&sent.reason).map(Prose),
        replaced: Some(kept),
        ..decide::blank(case, place, sort, Ruling::Replace)
    };
    let known = known.and_then(|detail| Some(detail.decided.as_ref()?.0.id));
    let mut batch = decide::batch(cx, "disclosure-reason-replaced");
    decide::write(cx, case, &mut batch, (known, wanted)).await?;
    decide::kept(cx, case, batch).await
}
