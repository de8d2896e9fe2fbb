//! The inputs of a form, one kind of input for each type of field, with label, help and faults.

use super::Form;
use crate::{pick::Candidates, ui};
use maud::{Markup, html};
use stadga_model::{Field, FieldType};

/// One input under a path: `due`, `notes.2.text`. `key` is its text's key: `measure-due`, `measure-notes-text`.
struct Input<'a> {
    form: &'a Form<'a>,
    field: &'static Field,
    path: String,
    key: String,
}

/// The inputs of a field.
pub(super) fn field(form: &Form<'_>, field: &'static Field, path: String, key: String) -> Markup {
    let input = Input { form, field, path, key };
    match field.ty {
        FieldType::Rows(inner) => input.rows(inner),
        FieldType::Links(kinds) => input.links(kinds),
        FieldType::Period => input.period(),
        FieldType::Yes => input.yes(),
        FieldType::File => input.file(),
        _ => input.labelled(),
    }
}

/// The id of the element that holds a path.
pub(super) fn id(path: &str) -> String {
    format!("f-{}", path.replace('.', "-"))
}

/// The id of the element that tells what the search beside a field came to.
pub(crate) fn found_id(path: &str) -> String {
    format!("{}-found", id(path))
}

/// Whether a part of a path is a field's name, not a row's place.
pub(super) fn is_name(part: &str) -> bool {
    part.parse::<usize>().is_err()
}

/// A path without the places of rows: `notes.2.text` is `notes.text`.
fn without_rows(path: &str) -> String {
    path.split('.').filter(|part| is_name(part)).collect::<Vec<_>>().join(".")
}

impl Input<'_> {
    fn id(&self) -> String {
        id(&self.path)
    }

    /// The page that comes back opens at the field.
    fn anchor(&self) -> String {
        format!("#{}", self.id())
    }

    fn value(&self) -> &str {
        self.form.filled.get(&self.path)
    }

    fn faults(&self) -> Vec<&str> {
        let here = |said: &&ui::Said| said.path.as_deref().is_some_and(|path| self.stands_at(path));
        self.form.faults.iter().filter(here).map(|said| said.sentence.as_str()).collect()
    }

    /// Whether this is where a fault's path is told. What is said of a row's field in no row stands at all the rows.
    fn stands_at(&self, path: &str) -> bool {
        let of_rows = path.split_once('.').filter(|(_, field)| is_name(field));
        path == self.path || of_rows.is_some_and(|(rows, _)| rows == self.path)
    }

    fn invalid(&self) -> Option<&'static str> {
        (!self.form.gentle && !self.faults().is_empty()).then_some("true")
    }

    /// The ids of help and faults, for those who cannot see where they stand.
    fn described(&self) -> Option<String> {
        let help = self
            .form
            .cx
            .maybe(&format!("{}.help", self.key))
            .map(|_| format!("{}-help", self.id()));
        let fault = (!self.faults().is_empty()).then(|| format!("{}-fault", self.id()));
        let both: Vec<String> = help.into_iter().chain(fault).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }

    fn fault(&self) -> Markup {
        let faults = self.faults();
        let class = if self.form.gentle { "help" } else { "ds-validation-message" };
        html! {
            @if !faults.is_empty() {
                div id=(format!("{}-fault", self.id())) {
                    @for fault in faults { p class=(class) { (fault) } }
                }
            }
        }
    }

    /// Needed by its description, or because that is what stops the record.
    fn is_needed(&self) -> bool {
        let own = |said: &ui::Said| {
            said.path.as_deref().map(without_rows) == Some(without_rows(&self.path))
        };
        self.field.required || self.form.needs(&self.path) || self.form.faults.iter().any(own)
    }

    fn labelled(&self) -> Markup {
        let optional = !self.is_needed();
        html! {
            div.ds-field {
                (ui::label(self.form.cx, &self.key, &self.id(), optional))
                (self.plain())
                (self.fault())
            }
        }
    }

    fn plain(&self) -> Markup {
        match self.field.ty {
            FieldType::Prose | FieldType::Texts => html! {
                textarea.ds-input id=(self.id()) name=(self.path) rows="4" aria-required=(self.is_needed())
                    aria-invalid=[self.invalid()] aria-describedby=[self.described()] { "\n" (self.value()) }
            },
            FieldType::Choice(values) => {
                let options = values
                    .iter()
                    .map(|value| (*value, self.form.cx.t(&format!("{}-is-{value}", self.key))));
                self.select(&options.collect::<Vec<_>>())
            }
            FieldType::Scale(scale) => self.scale(scale),
            FieldType::Link(kinds) => self.link(kinds),
            FieldType::Date => self.text("date", None),
            FieldType::Instant => self.text("datetime-local", None),
            FieldType::Money => self.text("text", Some("decimal")),
            FieldType::Whole => self.text("text", Some("numeric")),
            _ => self.text("text", None),
        }
    }

    fn text(&self, ty: &str, mode: Option<&str>) -> Markup {
        let short = ty != "text" || mode.is_some();
        // Only for the instants that a script or a fixture wrote with seconds.
        let step = (ty == "datetime-local").then_some("any");
        html! {
            input.ds-input type=(ty) id=(self.id()) name=(self.path) value=(self.value()) inputmode=[mode] step=[step]
                data-width=[short.then_some("short")] aria-required=(self.is_needed())
                aria-invalid=[self.invalid()] aria-describedby=[self.described()];
        }
    }

    fn scale(&self, key: &str) -> Markup {
        let (cx, chosen) = (self.form.cx, self.value());
        let scale = cx.app.store.scales().get(key);
        let today = cx.today();
        let mut options: Vec<(&str, String)> = scale
            .into_iter()
            .flat_map(|scale| scale.on(today))
            .map(|step| (step.key.as_str(), step.label(cx.language).to_owned()))
            .collect();
        // A step that is out of use stays chosen where it was.
        if !chosen.is_empty() && !options.iter().any(|(key, _)| *key == chosen) {
            let old = scale.and_then(|scale| scale.step(chosen));
            options.push((chosen, old.map_or(chosen, |step| step.label(cx.language)).to_owned()));
        }
        self.select(&options)
    }

    fn select(&self, options: &[(&str, String)]) -> Markup {
        html! {
            select.ds-input id=(self.id()) name=(self.path) aria-required=(self.is_needed())
                aria-invalid=[self.invalid()] aria-describedby=[self.described()] {
                option value="" { (self.form.cx.t("form-choose")) }
                @for (value, text) in options { option value=(value) selected[*value == self.value()] { (text) } }
            }
        }
    }

    fn link(&self, kinds: &[&str]) -> Markup {
        let (cx, chosen) = (self.form.cx, self.form.filled.ids(&self.path));
        let found = self.form.candidates(&self.path);
        html! {
            (self.search(kinds, found, &self.id()))
            select.ds-input id=(self.id()) name=(self.path) aria-required=(self.is_needed())
                aria-invalid=[self.invalid()] aria-describedby=[self.described()] {
                option value="" { (cx.t("form-choose")) }
                (found.options(cx, &chosen))
            }
        }
    }

    /// A search that narrows the list `target`. Without script its button sends the form and the list comes back.
    fn search(&self, kinds: &[&str], found: &Candidates, target: &str) -> Markup {
        let (cx, name) = (self.form.cx, format!("{}.find", self.path));
        let words = self.form.filled.get(&name);
        let sought = format!("{}.found", self.path);
        let is_new = !words.is_empty() && words != self.form.filled.get(&sought);
        let told = found_id(&self.path);
        let mut ask = form_urlencoded::Serializer::new(String::from("/pick?"));
        ask.append_pair("kinds", &kinds.join(","));
        self.form.filled.ids(&self.path).iter().for_each(|id| {
            ask.append_pair("chosen", &id.to_string());
        });
        if let FieldType::Links(_) = self.field.ty {
            ask.append_pair("many", "1");
        }
        html! {
            @if found.more || !words.is_empty() {
                div.actions {
                    // So that the enter key can tell new words from those that were sought already.
                    input type="hidden" name=(sought) value=(words);
                    input.ds-input type="search" name=(name) value=(words) autocomplete="off" data-find
                        autofocus[is_new] aria-describedby=(told)
                        aria-label=(cx.t_with("form-find", &[("field", &cx.t(&self.key))]))
                        placeholder=(cx.t("form-find-words"))
                        hx-get=(ask.finish()) hx-trigger="input changed delay:250ms"
                        hx-target=(format!("#{target}")) hx-swap="innerHTML";
                    button.ds-button type="submit" name="_act" value=(format!("find:{}", self.path)) formaction=(self.anchor())
                        data-variant="secondary" data-size="sm" { (cx.t("form-find-do")) }
                }
                p.help id=(told) role="status" { (found.told(cx, words)) }
            }
        }
    }

    /// Chosen links as boxes that can be unticked, and a list to choose one more from.
    fn links(&self, kinds: &[&str]) -> Markup {
        let cx = self.form.cx;
        let chosen = self.form.filled.ids(&self.path);
        let left = self.form.candidates(&self.path).without(&chosen);
        let add = format!("{}-add", self.id());
        html! {
            fieldset.ds-fieldset id=(self.id()) aria-describedby=[self.described()] tabindex="-1" {
                legend { (cx.t(&self.key)) }
                (self.help())
                @for id in &chosen {
                    @let box_id = format!("{}-{id}", self.id());
                    div.ds-field {
                        input.ds-input type="checkbox" id=(box_id) name=(self.path) value=(id) checked;
                        label for=(box_id) { (self.form.titles.text(cx, *id)) }
                    }
                }
                (self.search(kinds, &left, &add))
                div.actions {
                    select.ds-input id=(add) name=(self.path) aria-label=(cx.t_with("form-add-link", &[("field", &cx.t(&self.key))])) {
                        option value="" { (cx.t("form-add-one")) }
                        (left.options(cx, &[]))
                    }
                    button.ds-button type="submit" name="_act" value=(format!("find:{}", self.path)) formaction=(self.anchor())
                        data-variant="secondary" data-size="sm" { (cx.t("form-add")) }
                }
                (self.fault())
            }
        }
    }

    fn help(&self) -> Markup {
        let help = self.form.cx.maybe(&format!("{}.help", self.key));
        html! { @if let Some(help) = help { p.help id=(format!("{}-help", self.id())) { (help) } } }
    }

    fn period(&self) -> Markup {
        let cx = self.form.cx;
        let end = |end: &str| {
            let (name, id) = (format!("{}.{end}", self.path), format!("{}-{end}", self.id()));
            html! {
                div.ds-field {
                    label for=(id) { (cx.t(&format!("form-period-{end}"))) }
                    input.ds-input type="date" id=(id) name=(name) value=(self.form.filled.get(&name)) data-width="short";
                }
            }
        };
        html! {
            fieldset.ds-fieldset id=(self.id()) aria-describedby=[self.described()] tabindex="-1" {
                legend { (cx.t(&self.key)) }
                (self.help())
                div.pair { (end("from")) (end("to")) }
                (self.fault())
            }
        }
    }

    fn yes(&self) -> Markup {
        html! {
            div.ds-field {
                input.ds-input type="checkbox" id=(self.id()) name=(self.path) value="yes"
                    checked[!self.value().is_empty()] aria-describedby=[self.described()];
                label for=(self.id()) { (self.form.cx.t(&self.key)) }
                (self.help())
                (self.fault())
            }
        }
    }

    fn file(&self) -> Markup {
        let (cx, kept) = (self.form.cx, self.value());
        let optional = !self.is_needed();
        let away = format!("{}-remove", self.id());
        html! {
            div.ds-field {
                (ui::label(cx, &self.key, &self.id(), optional))
                @if !kept.is_empty() {
                    input type="hidden" name=(self.path) value=(kept);
                    p { a href=(format!("/files/{kept}")) { (ui::icon("file")) " " (self.form.titles.file(cx, kept)) } }
                    div.ds-field {
                        input.ds-input type="checkbox" id=(away) name=(format!("{}.remove", self.path)) value="yes";
                        label for=(away) { (cx.t("form-file-remove")) }
                    }
                }
                input type="file" id=(self.id()) name=(format!("{}.upload", self.path))
                    aria-invalid=[self.invalid()] aria-describedby=[self.described()];
                (self.fault())
            }
        }
    }

    /// The rows one under the other; where one more was asked for, those before it are folded.
    fn rows(&self, inner: &'static [Field]) -> Markup {
        let (cx, label) = (self.form.cx, self.form.cx.t(&self.key));
        let count = self.form.filled.rows(&self.path);
        let row = |at: usize| format!("{}.{at}", self.path);
        let folded = (0..count).find(|at| self.form.is_added(&row(*at))).unwrap_or_default();
        html! {
            fieldset.ds-fieldset id=(self.id()) aria-describedby=[self.described()] tabindex="-1" {
                legend { (label) }
                (self.help())
                (self.fault())
                @if folded > 0 {
                    details.fold {
                        summary { (cx.t_with("form-rows-before", &[("n", &folded.to_string())])) }
                        @for at in 0..folded { (self.row(inner, at)) }
                    }
                }
                @for at in folded..count { (self.row(inner, at)) }
                button.ds-button type="submit" name="_act" value=(format!("add:{}", self.path)) formaction=(self.anchor())
                    data-variant="secondary" data-size="sm" {
                    (ui::icon("plus")) (cx.t_with("form-row-add", &[("field", &label)]))
                }
            }
        }
    }

    fn row(&self, inner: &'static [Field], at: usize) -> Markup {
        let (cx, row) = (self.form.cx, format!("{}.{at}", self.path));
        let nth = (at + 1).to_string();
        html! {
            fieldset.ds-fieldset.panel id=(id(&row)) tabindex="-1" autofocus[self.form.is_added(&row)] {
                legend { (cx.t_with("form-row", &[("n", &nth)])) }
                input type="hidden" name=(row) value=(self.form.filled.get(&row));
                @for field in inner.iter().filter(|field| !field.fixed) {
                    (self::field(self.form, field, format!("{row}.{}", field.name), format!("{}-{}", self.key, field.name)))
                }
                button.ds-button type="submit" name="_act" value=(format!("remove:{row}")) formaction=(self.anchor())
                    data-variant="tertiary" data-size="sm" {
                    (ui::icon("cross")) (cx.t_with("form-row-remove", &[("n", &nth)]))
                }
            }
        }
    }
}
