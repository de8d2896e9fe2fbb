//! A part of a form within another page: the fields that a step asks for, why it is taken, and one button.

use super::{
    Filled, Form, REASON, REVISION, input, is_asked,
    page::{enter, has_file},
};
use crate::ui::{self, Said};
use maud::{Markup, html};
use stadga_model::{Body, Field, FieldType, Finding, Id, Kind, Refusal};

/// The names of the fields that the part asked for: what it did not ask for stays as it is.
const ASKED: &str = "_asked";

/// A step with the fields that it asks for, which are known only when the rules have spoken.
pub(crate) struct Step {
    /// Its words: heading and button.
    pub name: String,
    /// Where it is sent.
    pub action: String,
    /// Where one goes who thinks better of it.
    pub back: String,
    /// The fields.
    pub asked: Vec<Field>,
}

impl Step {
    /// Takes up the fields that a sent part asked for.
    pub fn read_asked(&mut self, kind: &Kind, filled: &Filled) {
        let asked = |field: &&Field| {
            is_asked(kind, field) && filled.all(ASKED).iter().any(|name| name == field.name)
        };
        self.asked = kind.spec.fields.iter().filter(asked).copied().collect();
    }

    /// Whether a field is asked for.
    pub fn asks(&self, field: &Field) -> bool {
        self.asked.iter().any(|asked| asked.name == field.name)
    }

    /// Asks also for what the rules find wanting, beginning with what the record has.
    pub fn widen(&mut self, kind: &Kind, filled: &mut Filled, findings: &[Finding], body: &Body) {
        let stopping: Vec<&Finding> = findings.iter().filter(|one| one.is_blocking()).collect();
        for field in kind.spec.fields {
            let is_on = |finding: &&&Finding| {
                finding.field.as_deref().and_then(|path| path.split('.').next()) == Some(field.name)
            };
            let lacking: Vec<&&Finding> = stopping.iter().filter(is_on).collect();
            if lacking.is_empty() || self.asks(field) || !is_asked(kind, field) {
                continue;
            }
            filled.take(Filled::of(&[*field], body));
            match field.ty {
                FieldType::Rows(_) if filled.rows(field.name) == 0 => {
                    lacking
                        .iter()
                        .for_each(|finding| filled.begin_row(field.name, &finding.begins));
                }
                FieldType::Rows(_) => {}
                _ => begin(filled, field.name, &lacking),
            }
            self.asked.push(*field);
        }
    }
}

/// A field that is empty begins with what the rules propose.
fn begin(filled: &mut Filled, name: &str, lacking: &[&&Finding]) {
    let mut proposed = lacking.iter().flat_map(|finding| &finding.begins);
    let own = proposed.find(|(field, _)| *field == name);
    if let Some((_, value)) = own.filter(|_| filled.get(name).is_empty()) {
        filled.set(name, value);
    }
}

impl Form<'_> {
    /// The part, or only what stops the step where no field can mend it. `first`: nobody has been asked yet, so what
    /// lacks is no fault. `own`: the record and what it links to; what is about them is offered first.
    ///
    /// # Errors
    /// As the door.
    pub(crate) async fn step(
        mut self,
        step: &Step,
        (first, own): (bool, Vec<Id>),
    ) -> Result<Markup, Refusal> {
        (self.gentle, self.all_needed, self.own) = (first, true, own);
        self.offer().await?;
        let of_asked = |said: &Said| {
            let name = said.path.as_deref().and_then(|path| path.split('.').next());
            name.is_some_and(|name| step.asked.iter().any(|field| field.name == name))
        };
        let told: Vec<_> = self
            .faults
            .iter()
            .filter(|said| !first || !of_asked(said))
            .map(|said| (self.anchor(said), said.clone()))
            .collect();
        let is_closed = step.asked.is_empty() && !told.is_empty();
        Ok(html! {
            @if !told.is_empty() { (ui::error_summary(&self.cx.t("record-stopped"), &told)) }
            @if !is_closed { (self.part(step, told.is_empty())) }
        })
    }

    fn part(&self, step: &Step, focus: bool) -> Markup {
        let (cx, kind) = (self.cx, self.kind.spec.kind);
        let multipart = has_file(&step.asked).then_some("multipart/form-data");
        let fields = self.kind.spec.fields.iter().filter(|field| step.asks(field));
        let lead = match step.asked.is_empty() {
            true => cx.t("move-ready"),
            false => cx.t_with("move-asks", &[("move", &step.name)]),
        };
        html! {
            section.panel.step aria-labelledby="step" {
                h2 id="step" tabindex="-1" autofocus[focus] { (step.name) }
                p { (lead) }
                form.form method="post" action=(step.action) enctype=[multipart] novalidate data-guard {
                    (enter())
                    @for field in &step.asked { input type="hidden" name=(ASKED) value=(field.name); }
                    input type="hidden" name=(REVISION) value=(self.revision());
                    @for field in fields {
                        (input::field(self, field, field.name.to_owned(), format!("{kind}-{}", field.name)))
                    }
                    (self.why(step))
                    p.help { (cx.t("form-protective")) }
                    div.form-actions {
                        button.ds-button type="submit" { (step.name) }
                        a.ds-button data-variant="tertiary" href=(step.back) { (cx.t("form-cancel")) }
                    }
                }
            }
        }
    }

    /// Where the rules ask for something, that may well be the reason already.
    fn why(&self, step: &Step) -> Markup {
        let key = if step.asked.is_empty() { "move-reason" } else { "move-more" };
        html! {
            div.ds-field {
                (ui::label(self.cx, key, "f-step-reason", true))
                input.ds-input type="text" id="f-step-reason" name=(REASON) value=(self.filled.get(REASON))
                    aria-describedby="f-step-reason-help" autocomplete="off";
            }
        }
    }
}
