//! Files: kept with a clean name and the media type that their content shows; given out to be saved, never to be run.

use crate::{Context, Problem, gate::too_large, secrecy};
use axum::{
    Extension,
    extract::Path,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use stadga_model::{Action, FileId, Reach, Refusal};
use stadga_publish::{
    sheet::{Value, read_workbook},
    text_in::text_of_limited,
};
use tokio::task::spawn_blocking;
use tower_sessions::Session;

/// The largest file that is kept, in bytes.
pub(crate) const LARGEST: usize = 50 * 1024 * 1024;
/// How long a file's name can be.
const NAME: usize = 120;
const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Keeps a file, for those who may write something.
///
/// # Errors
/// Denied; past; told, when there is nothing in it, too much, or a marking of the Protective Security Act.
pub async fn keep(cx: &Context, name: &str, bytes: &[u8]) -> Result<FileId, Problem> {
    let grants = &cx.door.actor().grants;
    let writes = grants
        .iter()
        .filter(|grant| grant.reach != Reach::Own)
        .flat_map(|grant| &grant.may)
        .any(|right| right.action != Action::Read);
    if cx.past().is_some() {
        return Err(Refusal::Past.into());
    }
    if !writes {
        return Err(Refusal::Denied.into());
    }
    let name = clean_name(name);
    if bytes.is_empty() {
        return Err(
            Problem::told(StatusCode::UNPROCESSABLE_ENTITY, "file-empty").with("name", name)
        );
    }
    if bytes.len() > LARGEST {
        return Err(too_large());
    }
    if let Some(marking) = protective_marking(cx, &name, bytes).await {
        let told = Problem::told(StatusCode::UNPROCESSABLE_ENTITY, "file-protective");
        return Err(told.with("name", name).with("marking", marking));
    }
    Ok(cx.door.keep_file(&name, media_type(bytes), bytes).await?)
}

/// The marking of the Protective Security Act that a file bears in its text, as far as that can be read: such files are
/// not kept (NIS-05).
async fn protective_marking(cx: &Context, name: &str, bytes: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) if media_type(bytes) == XLSX => text_of_sheets(bytes.to_vec()).await?,
        Err(_) => text_of_limited(&cx.app.program, name, bytes).await.ok()?.text,
    };
    stadga_model::protective_marking(&text, cx.app.store.scales()).map(str::to_owned)
}

async fn text_of_sheets(bytes: Vec<u8>) -> Option<String> {
    let sheets = spawn_blocking(move || read_workbook(&bytes)).await.ok()?.ok()?;
    let cells = sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
    let texts = cells.filter_map(|cell| match &cell.value {
        Value::Text(text) => Some(text.as_str()),
        _ => None,
    });
    Some(texts.collect::<Vec<_>>().join("\n"))
}

/// GET /files/{id}
pub(crate) async fn fetch(
    cx: Context,
    session: Option<Extension<Session>>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    secrecy::file(&cx, session, &FileId(id)).await
}

/// Bytes to be saved under a name: the browser neither shows nor guesses them.
pub fn attachment(name: &str, media: &str, bytes: Vec<u8>) -> Response {
    let name = clean_name(name);
    let plain: String = name.chars().map(plain).collect();
    let exact: String = name.bytes().map(encoded).collect();
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{exact}"),
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// A letter for programs that know ASCII only: Swedish letters without their marks, no blanks.
fn plain(letter: char) -> char {
    match letter {
        'å' | 'ä' | 'á' | 'à' => 'a',
        'Å' | 'Ä' => 'A',
        'ö' => 'o',
        'Ö' => 'O',
        'é' => 'e',
        'É' => 'E',
        ' ' => '-',
        '"' | '\\' => '_',
        other if other.is_ascii() => other,
        _ => '_',
    }
}

fn encoded(byte: u8) -> String {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    }
}

/// The last part of a path, without control signs and not too long, its ending kept.
pub(crate) fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control()).collect();
    let clean = clean.trim().trim_start_matches('.');
    let (stem, ending) =
        clean.rsplit_once('.').map_or((clean, None), |(stem, end)| (stem, Some(end)));
    let stem: String = stem.chars().take(NAME).collect();
    match ending {
        _ if stem.is_empty() => "fil".to_owned(),
        Some(ending) => format!("{stem}.{}", ending.chars().take(10).collect::<String>()),
        None => stem,
    }
}

/// The media type that the content shows; what the sender says is not trusted.
pub(crate) fn media_type(bytes: &[u8]) -> &'static str {
    let holds = |part: &[u8]| bytes.windows(part.len()).take(1 << 16).any(|window| window == part);
    match bytes {
        [b'%', b'P', b'D', b'F', ..] => "application/pdf",
        [0x89, b'P', b'N', b'G', ..] => "image/png",
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [b'P', b'K', 3, 4, ..] if holds(b"word/") => DOCX,
        [b'P', b'K', 3, 4, ..] if holds(b"xl/") => XLSX,
        [b'P', b'K', 3, 4, ..] => "application/zip",
        text if std::str::from_utf8(text).is_ok_and(|text| !text.contains('\0')) => {
            "text/plain; charset=utf-8"
        }
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cleaned() {
        assert_eq!(clean_name("C:\\tmp\\..\\rapport å.pdf"), "rapport å.pdf");
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name("a\r\nSet-Cookie: x.txt"), "aSet-Cookie: x.txt");
        assert_eq!(clean_name(".."), "fil");
        assert_eq!(clean_name(&format!("{}.pdf", "x".repeat(500))).len(), NAME + 4);
    }

    #[test]
    fn the_content_tells_what_a_file_is() {
        assert_eq!(media_type(b"%PDF-1.7"), "application/pdf");
        assert_eq!(media_type(b"<script>alert(1)</script>"), "text/plain; charset=utf-8");
        assert_eq!(media_type(b"\0\x01"), "application/octet-stream");
    }

    #[test]
    fn a_file_is_saved_and_never_shown() {
        let answer = attachment("rapport \"å\".html", "text/html", Vec::new());
        let told = answer.headers()[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert_eq!(
            told,
            "attachment; filename=\"rapport-_a_.html\"; filename*=UTF-8''rapport%20%22%C3%A5%22.html"
        );
        assert_eq!(answer.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        let list = attachment("åtgärder 2026-11-22.xlsx", "x/y", Vec::new());
        let told = list.headers()[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(told.contains("filename=\"atgarder-2026-11-22.xlsx\""), "{told}");
    }
}
