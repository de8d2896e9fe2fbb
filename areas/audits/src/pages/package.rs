//! The auditors' package: state and evidence as of a date in one archive, with the files that the reader may read (AUD-33).

use crate::{
    answer::Answer,
    documents::{Sender, package_document, package_json, package_sheets},
    dossier::{Dossier, Kept},
};
use axum::response::Response;
use stadga_model::{FileId, Id, Refusal};
use stadga_publish::{Document, pdf, sheet::workbook, word};
use stadga_store::StoredFile;
use stadga_web::{
    Context, Problem, attachment,
    published::{Extract, set},
};
use std::{
    collections::BTreeMap,
    io::{Cursor, Write as _},
};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{answers, download, wording};

/// What an address has that asks for the answers which are still written, too: for those who prepare them.
pub const DRAFTS: &str = "drafts=yes";

/// What the files of one package may weigh together; beyond it the contents say where a file is.
pub const MOST: usize = 200 * 1024 * 1024;

/// Whether the board has not decided on an answer: what it says is then nobody's word yet.
pub fn is_draft(kept: &Kept<Answer>) -> bool {
    !kept.record.is_settled()
}

/// A file of the package: its name in it, and what it holds.
type Packed = (String, Vec<u8>);

/// State and evidence as of the reader's date, in one archive: to read, to count in, to check. As an open extract, each
/// of its files is one, and files from outside, which cannot be made one, stay out.
///
/// # Errors
/// Not found; broken.
pub async fn package(
    cx: &Context,
    mut dossier: Dossier,
    sender: &Sender,
) -> Result<Response, Problem> {
    let drafts = cx.path.split_once('?').is_some_and(|(_, query)| query.contains(DRAFTS));
    let shown: Vec<Id<Answer>> = dossier
        .answers
        .iter()
        .filter(|kept| !is_draft(kept) || drafts && answers::is_shown(cx, &dossier, kept))
        .map(Kept::id)
        .collect();
    dossier.keep_answers(&shown);
    let extract = Extract::asked(cx).await?;
    let (places, outside) = match &extract {
        Some(_) => Default::default(),
        None => outside(cx, &dossier).await?,
    };
    let mut files = made(cx, (&dossier, &places), sender, extract.as_ref()).await?;
    files.extend(outside);
    let called = cx.t("page-doc-file-package");
    let name = format!("{} {called} {}.zip", dossier.audit.head.number, dossier.today());
    let name = extract.as_ref().map_or_else(|| name.clone(), |extract| extract.name(cx, &name));
    Ok(attachment(&name, "application/zip", archive(files).map_err(Refusal::broken)?))
}

/// What the program makes: overview, tables, records and the answers.
async fn made(
    cx: &Context,
    (dossier, places): (&Dossier, &BTreeMap<Id, String>),
    sender: &Sender,
    extract: Option<&Extract>,
) -> Result<Vec<Packed>, Problem> {
    let document = |whole: Document| match extract {
        Some(extract) => extract.document(cx, &whole),
        None => whole,
    };
    let wording = wording(cx);
    let overview = document(package_document(dossier, places, sender, &wording));
    let (mut book, mut records) = (package_sheets(dossier, &wording), package_json(dossier)?);
    if let Some(extract) = extract {
        (book, records) = (extract.workbook(&book), extract.value(&records));
    }
    let sheets = workbook(&book).map_err(Refusal::broken)?;
    let records = serde_json::to_vec_pretty(&records).map_err(Refusal::broken)?;
    let mut files = vec![
        (format!("{}.pdf", cx.t("page-doc-file-overview")), set(overview.clone(), pdf).await?),
        (format!("{}.docx", cx.t("page-doc-file-overview")), set(overview, word).await?),
        (format!("{}.xlsx", cx.t("page-doc-file-sheets")), sheets),
        (format!("{}.json", cx.t("page-doc-file-records")), records),
    ];
    for kept in &dossier.answers {
        let (answer, number) = download::answer(cx, kept.id()).await?;
        files.push((format!("{number}.pdf"), set(document(answer), pdf).await?));
    }
    Ok(files)
}

/// The report and the evidence as they came, each in a folder, as far as the reader may read them and no mark withholds
/// them; and where the evidence is: in the package, or in the program where the package would be too heavy with it.
async fn outside(
    cx: &Context,
    dossier: &Dossier,
) -> Result<(BTreeMap<Id, String>, Vec<Packed>), Refusal> {
    let (mut places, mut packed, mut left) = (BTreeMap::new(), Vec::new(), MOST);
    let audit = &dossier.audit;
    let report = audit.record.source.iter().map(|file| (None, &audit.head.number, file));
    let evidence = dossier.evidence.iter().filter_map(|kept| {
        Some((Some(kept.head.id), &kept.head.number, kept.record.file.as_ref()?))
    });
    for (shows, number, file) in report.chain(evidence) {
        let Some(kept) = readable(cx, file).await? else { continue };
        let Some(rest) = left.checked_sub(kept.bytes.len()) else {
            let instead = cx.t_with("page-doc-file-too-heavy", &[("number", number)]);
            places.extend(shows.map(|id| (id, instead)));
            continue;
        };
        left = rest;
        let folder =
            if shows.is_some() { "page-doc-folder-evidence" } else { "page-doc-folder-report" };
        let name = format!("{}/{number} {}", cx.t(folder), plain(&kept.name));
        places.extend(shows.map(|id| (id, name.clone())));
        packed.push((name, kept.bytes));
    }
    Ok((places, packed))
}

/// A file, if the door gives it to the reader.
async fn readable(cx: &Context, file: &FileId) -> Result<Option<StoredFile>, Refusal> {
    match cx.door.file(file).await {
        Ok(kept) => Ok(Some(kept)),
        Err(Refusal::NotFound | Refusal::Denied) => Ok(None),
        Err(other) => Err(other),
    }
}

/// A file's name without what would lead out of its folder.
fn plain(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { '_' } else { c })
        .collect()
}

fn archive(files: Vec<Packed>) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(&bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn aud_33_a_file_s_name_leads_nowhere_else() {
        assert_eq!(plain("../a\\b:c.pdf"), ".._a_b_c.pdf");
    }
}
