//! Documents as files: PDF and Word of answers and tables, and the auditors' package in one archive (AUD-33).

use crate::{
    answer::Answer,
    audit::Audit,
    documents::{
        Sender, answer_document, followup_document, package_document, package_json, package_sheets,
        questions_document,
    },
    dossier::Dossier,
};
use axum::{extract::Path, response::Response};
use stadga_model::{Id, Refusal};
use stadga_publish::{Document, pdf, sheet::workbook, word};
use stadga_web::{
    Context, Problem, attachment,
    published::{Extract, publish, set},
};
use std::io::{Cursor, Write as _};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{gather, id_of, wording};

/// GET /audit/{id}/documents/{name}
pub async fn of_audit(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let dossier = gather::dossier(&cx, id_of::<Audit>(&id)?).await?;
    let (sender, wording) = (sender(&cx).await?, wording(&cx));
    let number = dossier.audit.head.number.clone();
    let (document, called, ending) = match name.split_once('.') {
        Some(("questions", ending)) => {
            (questions_document(&dossier, &sender, &wording), "page-doc-file-questions", ending)
        }
        Some(("follow-up", ending)) => {
            (followup_document(&dossier, &sender, &wording), "page-doc-file-follow-up", ending)
        }
        Some(("package", "zip")) => return package(&cx, &dossier, &sender).await,
        _ => return Err(Refusal::NotFound.into()),
    };
    publish(&cx, document, &format!("{number} {}.{ending}", cx.t(called))).await
}

/// GET /answer/{id}/documents/{name}
pub async fn of_answer(
    cx: Context,
    Path((id, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let ending = match name.split_once('.') {
        Some(("answer", ending)) => ending,
        _ => return Err(Refusal::NotFound.into()),
    };
    let (document, number) = answer(&cx, id_of(&id)?).await?;
    publish(&cx, document, &format!("{number} {}.{ending}", cx.t("page-doc-file-answer"))).await
}

/// An answer's document and its number.
async fn answer(cx: &Context, id: Id<Answer>) -> Result<(Document, String), Refusal> {
    let (then, dossier, kept) = gather::answer(cx, id).await?;
    let document = answer_document(&dossier, &kept, &sender(&then).await?, &wording(cx));
    Ok((document, kept.head.number))
}

/// From whom, and of which instant: the same instant gives the same document again.
async fn sender(cx: &Context) -> Result<Sender, Refusal> {
    Ok(Sender { organisation: cx.app.organisation.clone(), provenance: cx.provenance().await? })
}

/// State and evidence as of the reader's date, in one archive: to read, to count in, to check. As an open extract, each
/// of its files is one.
async fn package(cx: &Context, dossier: &Dossier, sender: &Sender) -> Result<Response, Problem> {
    let extract = Extract::asked(cx).await?;
    let document = |whole: Document| match &extract {
        Some(extract) => extract.document(cx, &whole),
        None => whole,
    };
    let wording = wording(cx);
    let overview = document(package_document(dossier, sender, &wording));
    let (mut book, mut records) = (package_sheets(dossier, &wording), package_json(dossier)?);
    if let Some(extract) = &extract {
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
        let (answer, number) = answer(cx, kept.id()).await?;
        files.push((format!("{number}.pdf"), set(document(answer), pdf).await?));
    }
    let called = cx.t("page-doc-file-package");
    let name = format!("{} {called} {}.zip", dossier.audit.head.number, dossier.today());
    let name = extract.as_ref().map_or_else(|| name.clone(), |extract| extract.name(cx, &name));
    Ok(attachment(&name, "application/zip", archive(files).map_err(Refusal::broken)?))
}

fn archive(files: Vec<(String, Vec<u8>)>) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(&bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}
