//! The list of what was valid on a day as a file: PDF and Word to send, Excel to count in (DOC-03).

use axum::{extract::Path, response::Response};
use stadga_model::{Date, Id, Refusal};
use stadga_publish::{
    Document as Sheets,
    document::{
        self, Colour, Table, Text, bullets, cell, column, grade, heading, narrow, paragraph,
    },
    sheet::{Cell, Column, Kind, Sheet, Workbook, workbook},
};
use stadga_web::{
    Context, Problem, attachment,
    published::{EXCEL, Extract, labels, language, publish},
    ui::Titles,
};

use super::{
    register::{Entry, Register},
    validity::{Asked, count, entries, sort, units},
};
use crate::{Version, validity::Validity};

/// GET /board/documents/files/{day}/{unit}/{name}
pub(super) async fn file(
    cx: Context,
    Path((day, unit, name)): Path<(String, String, String)>,
) -> Result<Response, Problem> {
    let (what, ending) = name.rsplit_once('.').ok_or(Refusal::NotFound)?;
    let asked = Asked::of_address(&day, &unit, what)?;
    let (register, units) = (Register::of(&cx).await?, units(&cx).await?);
    let entries = entries(&cx, &register, &units, &asked);
    let bodies = entries.iter().filter_map(|entry| entry.document.body);
    let list = List { cx: &cx, day: asked.day(&cx), titles: Titles::of(&cx, bodies).await? };
    let called = format!("{} {}.{ending}", cx.t("validity-file"), list.day);
    if ending == "xlsx" {
        return excel(&list, &entries, &called).await;
    }
    publish(&cx, list.document(&entries).await?, &called).await
}

async fn excel(list: &List<'_>, entries: &[Entry<'_>], name: &str) -> Result<Response, Problem> {
    let mut book = list.workbook(entries);
    let extract = Extract::asked(list.cx).await?;
    if let Some(extract) = &extract {
        book = extract.workbook(&book);
    }
    let name = extract.map_or_else(|| name.to_owned(), |extract| extract.name(list.cx, name));
    let bytes = workbook(&book).map_err(Refusal::broken)?;
    Ok(attachment(&name, EXCEL, bytes))
}

/// The list as it is set.
struct List<'a> {
    cx: &'a Context,
    day: Date,
    titles: Titles,
}

impl List<'_> {
    fn t(&self, key: &str) -> String {
        self.cx.t(key)
    }

    fn title(&self, key: &str) -> String {
        self.cx.t_with(key, &[("day", &self.day.to_string())])
    }

    fn word(&self, validity: Validity) -> String {
        self.t(&format!("validity-is-{}", validity.key()))
    }

    fn body(&self, body: Option<Id>) -> String {
        body.map(|body| self.titles.text(self.cx, body)).unwrap_or_default()
    }

    async fn document(&self, entries: &[Entry<'_>]) -> Result<Sheets, Refusal> {
        let cx = self.cx;
        let (language, labels) = (language(cx.language), labels(&cx.app.texts, cx.language));
        let title = self.title("validity-document-title");
        let organisation = cx.app.organisation.clone();
        let mut sheets = Sheets::new(language, organisation, title, cx.today(), labels);
        sheets.provenance = Some(cx.provenance().await?);
        sheets.push(paragraph(self.title("validity-document-lead")));
        let counted = Validity::ALL.map(|validity| (self.word(validity), count(entries, validity)));
        let counted = counted.into_iter().filter(|(_, number)| *number > 0);
        sheets.push(bullets(counted.map(|(word, number)| Text::from(format!("{word}: {number}")))));
        for validity in Validity::ALL {
            let some: Vec<_> = entries.iter().filter(|entry| entry.validity == validity).collect();
            if !some.is_empty() {
                sheets.push(heading(1, self.word(validity)));
                sheets.push(self.table(validity, &some));
            }
        }
        Ok(sheets)
    }

    fn table(&self, validity: Validity, entries: &[&Entry]) -> Table {
        let columns = [
            column(self.t("document-title"), 5),
            narrow(self.t("document-document_type")),
            column(self.t("document-body"), 2),
            narrow(self.t("validity-from")),
            narrow(self.t("validity-to")),
            narrow(self.t("validity-status")),
        ];
        let rows = entries.iter().map(|entry| {
            let version = entry.version.map(|(_, version)| version);
            let date = |date: Option<Date>| date.map(|day| day.to_string()).unwrap_or_default();
            vec![
                cell(entry.document.title.as_str()),
                cell(sort(self.cx, entry.document)),
                cell(self.body(entry.document.body)),
                cell(date(version.and_then(Version::from))),
                cell(date(version.and_then(|version| version.valid_to))),
                sign(validity, &self.word(validity)),
            ]
        });
        Table::new(self.word(validity), columns).row_header().rows(rows)
    }

    fn workbook(&self, entries: &[Entry]) -> Workbook {
        let columns = [
            ("document-title", Kind::Text),
            ("validity-status", Kind::Text),
            ("document-document_type", Kind::Text),
            ("document-body", Kind::Text),
            ("validity-version", Kind::Text),
            ("document-version-decided", Kind::Date),
            ("validity-from", Kind::Date),
            ("validity-to", Kind::Date),
        ];
        let columns = columns.map(|(key, kind)| Column::new(self.t(key), kind)).to_vec();
        let rows = entries.iter().map(|entry| {
            let version = entry.version.map(|(_, version)| version);
            vec![
                Cell::from(entry.document.title.as_str()),
                self.word(entry.validity).into(),
                sort(self.cx, entry.document).into(),
                self.body(entry.document.body).into(),
                version.map(|version| version.title.as_str()).into(),
                version.and_then(|version| version.decided).into(),
                version.and_then(Version::from).into(),
                version.and_then(|version| version.valid_to).into(),
            ]
        });
        let sheet = Sheet { name: self.t("validity-title"), columns, rows: rows.collect() };
        let title = self.title("validity-document-title");
        Workbook { title, date: Some(self.cx.today()), sheets: vec![sheet] }
    }
}

/// The sign of how a document stands: symbol, word and colour.
fn sign(validity: Validity, word: &str) -> document::Cell {
    let (symbol, colour) = match validity {
        Validity::Valid => ("●", Colour::Green),
        Validity::Expired => ("○", Colour::Red),
        Validity::Undated => ("◐", Colour::Yellow),
        Validity::Unknown => ("–", Colour::White),
        Validity::Coming => ("▷", Colour::Neutral),
    };
    grade(symbol, word, colour)
}
