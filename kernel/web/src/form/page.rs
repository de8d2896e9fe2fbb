//! A form's page: faults on top, the fields under their headings, why it is changed, save and cancel.

use super::{ACT, BASE, ENTER, Fault, Filled, REASON, REVISION, input, is_asked, with_status};
use crate::{
    Context,
    pick::Candidates,
    record_page::groups,
    ui::{self, Said, Titles},
};
use axum::{http::StatusCode, response::Response};
use maud::{Markup, html};
use stadga_model::{Field, FieldType, Finding, Id, Kind, Refusal};
use stadga_store::Opened;
use std::collections::BTreeMap;

/// A form with its content and everything that its inputs offer.
pub(crate) struct Form<'a> {
    pub(super) cx: &'a Context,
    pub(super) kind: &'a Kind,
    pub(super) filled: Filled,
    pub(super) faults: Vec<Said>,
    pub(super) titles: Titles,
    found: BTreeMap<String, Candidates>,
    /// Nobody has written anything yet: what the rules ask for is told as help, not as faults.
    pub(super) gentle: bool,
    /// Everything that is asked for is needed, whatever the field's description says.
    pub(super) all_needed: bool,
    /// So are these.
    needed: &'static [&'static str],
    changes: Option<Changes>,
    /// The record that is moved and what it links to: what is about them is offered first.
    pub(super) own: Vec<Id>,
    /// The fields that can no longer be written.
    closed: Vec<&'static str>,
    /// The row that was asked for by the address: where the reader begins.
    added: Option<String>,
    /// The record that a new one is about, and what is asked before the fields.
    about: Option<About>,
}

/// What a new record is about.
struct About {
    title: String,
    back: String,
    above: Markup,
}

/// The record that is changed.
struct Changes {
    href: String,
    number: String,
    title: String,
    revision: i64,
}

/// Does what a button besides "save" asks: adds or takes away a row, or nothing but narrow a list. Tells whether it was
/// such a button.
pub(crate) fn act(filled: &mut Filled) -> bool {
    let act = filled.get(ACT).to_owned();
    match act.split_once(':') {
        Some(("add", rows)) => filled.add_row(rows),
        Some(("remove", row)) => {
            if let Some((rows, at)) = row.rsplit_once('.') {
                at.parse().into_iter().for_each(|at| filled.remove_row(rows, at));
            }
        }
        Some(("find", _)) => {}
        _ => return act == ENTER && filled.is_searching(),
    }
    true
}

/// The button that the enter key presses: the first of its form, and not in sight.
pub(crate) fn enter() -> Markup {
    html! { button.sr type="submit" name=(ACT) value=(ENTER) tabindex="-1" aria-hidden="true" {} }
}

/// What cannot be read, with words.
pub(crate) fn said(cx: &Context, kind: &Kind, faults: &[Fault]) -> Vec<Said> {
    let said = faults.iter().map(|fault| {
        let label = cx.t(&label_key(kind.spec.kind, &fault.path));
        Said {
            path: Some(fault.path.clone()),
            code: String::new(),
            sentence: cx.t_with(&format!("form-fault-{}", fault.key), &[("field", &label)]),
            blocking: true,
        }
    });
    said.collect()
}

/// The text's key of a path's label: `notes.2.text` of a measure is `measure-notes-text`.
fn label_key(kind: &str, path: &str) -> String {
    let names = path.split('.').filter(|part| input::is_name(part));
    std::iter::once(kind).chain(names).collect::<Vec<_>>().join("-")
}

impl<'a> Form<'a> {
    /// The form of a record that does not exist yet.
    pub(crate) fn new(cx: &'a Context, kind: &'a Kind, filled: Filled) -> Self {
        let (faults, titles, found) = (Vec::new(), Titles::default(), BTreeMap::new());
        Self {
            cx,
            kind,
            filled,
            faults,
            titles,
            found,
            gentle: false,
            all_needed: false,
            needed: &[],
            changes: None,
            own: Vec::new(),
            closed: Vec::new(),
            added: None,
            about: None,
        }
    }

    /// The form of a record that is about another: its title, the way back to it, and what is asked before the fields.
    pub(crate) fn about(self, title: String, back: String, above: Markup) -> Self {
        Self { about: Some(About { title, back, above }), ..self }
    }

    /// The form of a record that is changed.
    pub(crate) fn of(cx: &'a Context, kind: &'a Kind, filled: Filled, opened: &Opened) -> Self {
        let head = opened.head();
        let title = opened.body.get(kind.spec.title).and_then(|title| title.as_str());
        let changes = Changes {
            href: format!("/{}/{}", kind.spec.kind, head.id),
            number: head.number.clone(),
            title: title.unwrap_or(&head.number).to_owned(),
            revision: head.revision,
        };
        Self { changes: Some(changes), ..Self::new(cx, kind, filled) }
    }

    /// Without the fields that can no longer be written.
    pub(super) fn without(self, closed: Vec<&'static str>) -> Self {
        Self { closed, ..self }
    }

    /// Where these fields are needed, whatever their description says.
    pub(super) fn needing(self, needed: &'static [&'static str]) -> Self {
        Self { needed, ..self }
    }

    /// Whether a field is needed here, whatever its description says.
    pub(super) fn needs(&self, path: &str) -> bool {
        self.needed.contains(&path) || self.all_needed && !path.contains('.')
    }

    /// With a row at the end of a field that begins with these values, where the reader begins; as it is, where the field
    /// has no rows or cannot be written.
    pub(super) fn adding(mut self, rows: &str, values: &[(&'static str, String)]) -> Self {
        let field = self.kind.spec.field(rows).filter(|field| self.asks(field));
        if field.is_some_and(|field| matches!(field.ty, FieldType::Rows(_))) {
            self.added = Some(format!("{rows}.{}", self.filled.rows(rows)));
            self.filled.begin_row(rows, values);
        }
        self
    }

    /// Whether a row is the one that the address asked for.
    pub(super) fn is_added(&self, row: &str) -> bool {
        self.added.as_deref() == Some(row)
    }

    /// With what stops it. A body that does not fit its shape says no more than the faults that made it so.
    pub(crate) fn with_faults(mut self, findings: &[Finding], faults: Vec<Said>) -> Self {
        let is_missing =
            |finding: &Finding| finding.code == "FORM" && finding.variant == Some("missing");
        let known = !faults.is_empty() || findings.iter().any(is_missing);
        let shape = |finding: &Finding| finding.code == "FORM" && finding.variant == Some("shape");
        // What could not be read is not missing.
        let unread = |finding: &Finding| {
            is_missing(finding) && faults.iter().any(|fault| fault.path == finding.field)
        };
        let stopping = findings.iter().filter(|finding| finding.is_blocking());
        let stopping: Vec<Finding> = stopping
            .filter(|finding| !(unread(finding) || known && shape(finding)))
            .cloned()
            .collect();
        self.faults = faults.into_iter().chain(ui::said(self.cx, &stopping)).collect();
        self
    }

    /// What a link field offers.
    pub(super) fn candidates(&self, path: &str) -> &Candidates {
        static NONE: Candidates = Candidates::none();
        self.found.get(path).unwrap_or(&NONE)
    }

    /// Finds what the link fields offer: one question for each set of kinds and words.
    pub(super) async fn offer(&mut self) -> Result<(), Refusal> {
        let mut paths = Vec::new();
        link_paths(self.kind.spec.fields, &self.filled, "", &mut paths);
        let closed =
            |path: &str| self.closed.iter().any(|name| path.split('.').next() == Some(name));
        paths.retain(|(path, _)| !closed(path));
        let chosen = paths.iter().flat_map(|(path, _)| self.filled.ids(path));
        let titles = Titles::of(self.cx, chosen).await?;
        let mut files = Vec::new();
        file_paths(self.kind.spec.fields, &self.filled, "", &mut files);
        let kept = files.iter().map(|path| self.filled.get(path).to_owned());
        let kept = kept.filter(|id| !id.is_empty()).collect();
        self.titles = titles.with_files(self.cx, kept).await?;
        let mut asked: BTreeMap<(Vec<&str>, String), Candidates> = BTreeMap::new();
        for (path, kinds) in paths {
            let words = self.filled.get(&format!("{path}.find")).to_owned();
            let question = (kinds.to_vec(), words);
            let found = match asked.get(&question) {
                Some(found) => found.clone(),
                None => {
                    let found = Candidates::find(self.cx, kinds, &question.1).await?;
                    let plain = self.own.is_empty() || !question.1.is_empty();
                    let found = if plain { found } else { found.closest(self.cx, &self.own) };
                    asked.insert(question, found.clone());
                    found
                }
            };
            let found = found.with_chosen(self.cx, &self.filled.ids(&path)).await?;
            self.found.insert(path, found);
        }
        Ok(())
    }

    /// The page.
    pub(crate) async fn page(mut self, status: StatusCode) -> Result<Response, Refusal> {
        self.offer().await?;
        let (cx, name) = (self.cx, self.kind.spec.kind);
        let plural = cx.t(&format!("{name}-plural"));
        let page = match (&self.changes, &self.about) {
            (None, Some(about)) => {
                cx.page(cx.t(&format!("{name}-new"))).crumb(&about.title, &about.back)
            }
            (None, None) => cx.page(cx.t(&format!("{name}-new"))).crumb(plural, format!("/{name}")),
            (Some(changes), _) => cx
                .page(cx.t_with("form-edit", &[("title", &changes.title)]))
                .crumb(plural, format!("/{name}"))
                .crumb(&changes.number, &changes.href),
        };
        Ok(with_status(status, page.text(&self.whole(&self.back()))))
    }

    /// The form alone, for a page of another; cancelling leads to `back`.
    pub(super) async fn excerpt(mut self, back: &str) -> Result<Markup, Refusal> {
        self.offer().await?;
        Ok(self.whole(back))
    }

    /// Where one goes who thinks better of it.
    fn back(&self) -> String {
        self.changes
            .as_ref()
            .map(|changes| &changes.href)
            .or(self.about.as_ref().map(|about| &about.back))
            .map_or_else(|| format!("/{}", self.kind.spec.kind), Clone::clone)
    }

    fn whole(&self, back: &str) -> Markup {
        let cx = self.cx;
        let multipart = has_file(self.kind.spec.fields).then_some("multipart/form-data");
        html! {
            @if !self.faults.is_empty() { (self.summary()) }
            form.form method="post" enctype=[multipart] novalidate data-guard {
                (enter())
                @if let Some(changes) = &self.changes {
                    input type="hidden" name=(REVISION) value=(changes.revision);
                    input type="hidden" name=(BASE) value=(changes.revision);
                }
                @if let Some(about) = &self.about { (about.above) }
                @for group in groups(self.kind.spec.fields) { (self.group(group)) }
                @if self.kind.spec.fields.iter().any(|field| self.asks(field) && is_written(field.ty)) {
                    p.help { (cx.t("form-protective")) }
                }
                @if self.changes.is_some() { (self.reason()) }
                div.form-actions {
                    button.ds-button type="submit" name=(ACT) value="save" { (cx.t("form-save")) }
                    a.ds-button data-variant="tertiary" href=(back) { (cx.t("form-cancel")) }
                }
            }
        }
    }

    fn asks(&self, field: &Field) -> bool {
        is_asked(self.kind, field) && !self.closed.contains(&field.name)
    }

    fn group(&self, group: &str) -> Markup {
        let spec = self.kind.spec;
        let asked = |field: &&'static Field| field.group == group && self.asks(field);
        let fields: Vec<&'static Field> = spec.fields.iter().filter(asked).collect();
        let heading = match group {
            "" => self.cx.t("record-facts"),
            group => self.cx.t(&format!("{}-group-{group}", spec.kind)),
        };
        html! {
            @if !fields.is_empty() {
                (ui::panel(&format!("group-{group}"), &heading, &html! {
                    @for field in fields {
                        (input::field(self, field, field.name.to_owned(), format!("{}-{}", spec.kind, field.name)))
                    }
                }))
            }
        }
    }

    pub(super) fn reason(&self) -> Markup {
        html! {
            div.ds-field {
                (ui::label(self.cx, "form-reason", "f-reason-why", true))
                input.ds-input type="text" id="f-reason-why" name=(REASON) value=(self.filled.get(REASON))
                    aria-describedby="f-reason-why-help" autocomplete="off";
            }
        }
    }

    fn summary(&self) -> Markup {
        let faults: Vec<_> =
            self.faults.iter().map(|said| (self.anchor(said), said.clone())).collect();
        ui::error_summary(&self.cx.t("form-stopped"), &faults)
    }

    /// The revision that is changed; none, where the record is new.
    pub(super) fn revision(&self) -> i64 {
        self.changes.as_ref().map_or(0, |changes| changes.revision)
    }

    /// The element that a fault's field has in the form; the page itself, when it has none.
    pub(super) fn anchor(&self, said: &Said) -> String {
        let Some(path) = &said.path else { return "main".into() };
        let mut parts = path.split('.');
        let first = parts.next().unwrap_or_default();
        match self.kind.spec.field(first) {
            Some(field) if !self.asks(field) => "main".into(),
            None => "main".into(),
            // A rule may speak of a row's field without saying which row.
            Some(_) if parts.next().is_some_and(input::is_name) => input::id(first),
            Some(_) => input::id(path),
        }
    }
}

/// Whether words of one's own are written in a field: such words must be no matter of protective security (NIS-05).
const fn is_written(ty: FieldType) -> bool {
    matches!(ty, FieldType::Text | FieldType::Prose | FieldType::Texts | FieldType::Rows(_))
}

pub(super) fn has_file(fields: &[Field]) -> bool {
    fields.iter().any(|field| match field.ty {
        FieldType::File => true,
        FieldType::Rows(inner) => has_file(inner),
        _ => false,
    })
}

/// The paths of all link fields that the form shows, with the kinds that they take.
fn link_paths(
    fields: &'static [Field],
    filled: &Filled,
    path: &str,
    found: &mut Vec<(String, &'static [&'static str])>,
) {
    for field in fields.iter().filter(|field| !field.fixed) {
        let name = format!("{path}{}", field.name);
        match field.ty {
            FieldType::Link(kinds) | FieldType::Links(kinds) => found.push((name, kinds)),
            FieldType::Rows(inner) => {
                for at in 0..filled.rows(&name) {
                    link_paths(inner, filled, &format!("{name}.{at}."), found);
                }
            }
            _ => {}
        }
    }
}

/// The paths of all file fields that the form shows.
fn file_paths(fields: &[Field], filled: &Filled, path: &str, found: &mut Vec<String>) {
    for field in fields {
        let name = format!("{path}{}", field.name);
        match field.ty {
            FieldType::File => found.push(name),
            FieldType::Rows(inner) => {
                for at in 0..filled.rows(&name) {
                    file_paths(inner, filled, &format!("{name}.{at}."), found);
                }
            }
            _ => {}
        }
    }
}

/// The input of one field alone: for a change of many records.
pub(crate) async fn one_input(
    cx: &Context,
    kind: &Kind,
    field: &'static Field,
    (filled, faults): (&Filled, Vec<Said>),
) -> Result<Markup, Refusal> {
    let mut form = Form::new(cx, kind, filled.clone());
    form.faults = faults;
    form.offer().await?;
    Ok(input::field(
        &form,
        field,
        field.name.to_owned(),
        format!("{}-{}", kind.spec.kind, field.name),
    ))
}
