//! A sheet of the survey: one area, or all of a short one, as inputs, and what was sent of it.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};
use stadga_model::Term;
use stadga_web::Context;

use crate::{
    MaturityAssessment, Model,
    maturity_assessment::{Answered, Because, Needed},
    measurement::area_name,
    model::{Area, Statement},
};

/// What all areas of a short survey stand under.
const ALL: &str = "all";

/// A sheet: some areas of a model.
pub(super) struct Sheet {
    pub key: &'static str,
    pub areas: Vec<&'static Area>,
    model: &'static Model,
}

/// What was sent of a form.
pub(super) type Sent = BTreeMap<String, String>;

impl Sheet {
    /// The sheets of a model in their order.
    pub fn all(model: &'static Model) -> Vec<Self> {
        if model.one_page {
            return vec![Self { key: ALL, areas: model.areas.iter().collect(), model }];
        }
        let one = |area: &'static Area| Self { key: &area.key, areas: vec![area], model };
        model.areas.iter().map(one).collect()
    }

    /// What it is called.
    pub fn title(&self, cx: &Context) -> String {
        match self.areas.as_slice() {
            [area] => area_name(cx, area),
            _ => cx.t("answer-all-areas"),
        }
    }

    fn holds(&self, area: &Term) -> bool {
        self.areas.iter().any(|one| one.key == area.0)
    }

    /// The area that is asked why rules are not followed: the last of a short survey, each of a long one.
    fn asks_why(&self) -> Option<&'static Area> {
        self.areas.last().copied()
    }

    /// Whether more is asked than what is true: what shows it, what it led to, what must be introduced.
    fn is_long(&self) -> bool {
        !self.model.one_page
    }

    /// What the form shows of an assessment.
    pub fn filled(&self, assessment: &MaturityAssessment) -> Sent {
        let mut filled = Sent::new();
        for one in assessment.answers.iter().filter(|one| self.holds(&one.area)) {
            let key = &one.statement.0;
            filled.insert(key.clone(), one.level.to_string());
            filled.insert(format!("{key}.evidence"), one.evidence.clone().unwrap_or_default());
            filled.insert(format!("{key}.effect"), one.effect.clone().unwrap_or_default());
        }
        for one in assessment.causes.iter().filter(|one| self.holds(&one.area)) {
            filled.insert(format!("cause.{}", one.area.0), one.cause.0.clone());
        }
        for area in &self.areas {
            let needed = assessment.needed.iter().filter(|one| one.area.0 == area.key);
            let lines: Vec<_> = needed.map(|one| one.what.as_str()).collect();
            filled.insert(format!("needed.{}", area.key), lines.join("\n"));
        }
        filled
    }

    /// Writes what was sent into an assessment; what stands on other sheets stays.
    pub fn take(&self, sent: &Sent, assessment: &mut MaturityAssessment) {
        let text = |name: String| {
            let text = sent.get(&name).map(|text| text.trim()).filter(|text| !text.is_empty());
            text.map(str::to_owned)
        };
        assessment.answers.retain(|one| !self.holds(&one.area));
        assessment.causes.retain(|one| !self.holds(&one.area));
        for area in &self.areas {
            let term = || Term::from(area.key.as_str());
            for one in &area.statements {
                let level = sent.get(&one.key).and_then(|level| level.parse().ok());
                let Some(level) = level.filter(|l| self.model.answer(*l).is_some()) else {
                    continue;
                };
                assessment.answers.push(Answered {
                    area: term(),
                    statement: Term::from(one.key.as_str()),
                    level,
                    evidence: text(format!("{}.evidence", one.key)),
                    effect: text(format!("{}.effect", one.key)),
                });
            }
            let cause = text(format!("cause.{}", area.key)).map(Term);
            assessment.causes.extend(cause.map(|cause| Because { area: term(), cause }));
            let lines = text(format!("needed.{}", area.key)).unwrap_or_default();
            if self.is_long() {
                needed(&area.key, &lines, &mut assessment.needed);
            }
        }
        self.order(assessment);
    }

    /// Answers stand in the model's order, whichever sheet was written first.
    fn order(&self, assessment: &mut MaturityAssessment) {
        let all = self.model.areas.iter().flat_map(|area| &area.statements);
        let places: BTreeMap<&str, usize> =
            all.enumerate().map(|(at, one)| (one.key.as_str(), at)).collect();
        assessment.answers.sort_by_key(|one| places.get(one.statement.0.as_str()).copied());
    }

    /// What an assessment says on this sheet, to be compared with what it said before.
    pub fn said(&self, assessment: &MaturityAssessment) -> Sent {
        let mut said = self.filled(assessment);
        said.retain(|_, text| !text.is_empty());
        said
    }

    /// The sheet's inputs.
    pub fn inputs(&self, cx: &Context, filled: &Sent) -> Markup {
        html! {
            @for area in &self.areas {
                @for statement in &area.statements { (self.statement(cx, statement, filled)) }
            }
            @if let Some(area) = self.asks_why() { (why(cx, area, filled)) }
            @if self.is_long() {
                @for area in &self.areas { (must(cx, area, filled)) }
            }
        }
    }

    fn statement(&self, cx: &Context, statement: &Statement, filled: &Sent) -> Markup {
        let key = statement.key.as_str();
        let value = |name: &str| filled.get(name).map(String::as_str).unwrap_or_default();
        let said = cx.term("maturity-statement", &Term::from(key));
        html! {
            fieldset.ds-fieldset.panel {
                legend { (said) }
                @for answer in &self.model.answers {
                    label.choice {
                        input type="radio" name=(key) value=(answer.value) checked[value(key) == answer.value.to_string()];
                        span {
                            (answer.value) " – " (answer.label(cx.language))
                            @if !answer.help(cx.language).is_empty() { span.muted { " " (answer.help(cx.language)) } }
                        }
                    }
                }
                @if self.is_long() {
                    (line(cx, "maturity-assessment-answers-evidence", &format!("{key}.evidence"), filled))
                    (line(cx, "maturity-assessment-answers-effect", &format!("{key}.effect"), filled))
                }
            }
        }
    }
}

/// An input of one line.
fn line(cx: &Context, label: &str, name: &str, filled: &Sent) -> Markup {
    let value = filled.get(name).map(String::as_str).unwrap_or_default();
    html! {
        div.ds-field {
            label for=(name) { (cx.t(label)) " " span.optional { (cx.t("form-optional")) } }
            @if let Some(help) = cx.maybe(&format!("{label}.help")) { p.help { (help) } }
            input.ds-input id=(name) name=(name) value=(value);
        }
    }
}

/// Why rules are not followed (CTL-18).
fn why(cx: &Context, area: &Area, filled: &Sent) -> Markup {
    let name = format!("cause.{}", area.key);
    let value = filled.get(&name).map(String::as_str).unwrap_or_default();
    let scale = cx.app.store.scales().get("maturity-cause");
    html! {
        div.ds-field {
            label for=(name) { (cx.t("answer-why")) " " span.optional { (cx.t("form-optional")) } }
            p.help { (cx.t("answer-why-help")) }
            select.ds-input id=(name) name=(name) {
                option value="" { (cx.t("answer-why-none")) }
                @if let Some(scale) = scale {
                    @for step in scale.on(cx.today()) {
                        option value=(step.key) selected[step.key == value] { (step.label(cx.language)) }
                    }
                }
            }
        }
    }
}

/// What must be introduced, a line each.
fn must(cx: &Context, area: &Area, filled: &Sent) -> Markup {
    let name = format!("needed.{}", area.key);
    let value = filled.get(&name).map(String::as_str).unwrap_or_default();
    html! {
        div.ds-field {
            label for=(name) { (cx.t("answer-needed")) " " span.optional { (cx.t("form-optional")) } }
            p.help { (cx.t("answer-needed-help")) }
            textarea.ds-input id=(name) name=(name) rows="3" { (value) }
        }
    }
}

/// The lines of an area take the place of those before; a line that stays keeps its measure.
fn needed(area: &str, lines: &str, rows: &mut Vec<Needed>) {
    let mut seen = BTreeSet::new();
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty() && seen.insert(*line));
    let (mut before, mut all): (Vec<Needed>, Vec<Needed>) =
        std::mem::take(rows).into_iter().partition(|one| one.area.0 == area);
    for line in lines {
        let kept = before.iter().position(|one| one.what == line).map(|at| before.swap_remove(at));
        let new = || Needed { area: Term::from(area), what: line.to_owned(), measure: None };
        all.push(kept.unwrap_or_else(new));
    }
    *rows = all;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::{assessment, id};

    fn sheet(key: &str) -> Sheet {
        let model = Model::named("levels").unwrap();
        Sheet::all(model).into_iter().find(|sheet| sheet.key == key).unwrap()
    }

    #[test]
    fn ctl_06_a_sheet_writes_its_own_area_and_leaves_the_others() {
        let mut one = assessment("ongoing");
        let access = sheet("access");
        let mut sent = access.filled(&one);
        sent.insert("access-1".into(), "4".into());
        sent.insert("access-1.evidence".into(), " Granskning i mars ".into());
        sent.insert("access-2".into(), "9".into());
        sent.insert("cause.access".into(), "time".into());
        access.take(&sent, &mut one);
        assert_eq!(one.answers.len(), 23, "what the model does not know is not kept");
        let keys: Vec<_> = one.answers.iter().map(|one| one.statement.0.as_str()).collect();
        assert_eq!(keys[9..11], ["access-1", "access-3"], "in the model's order");
        let said = &one.answers[9];
        assert_eq!((said.level, said.evidence.as_deref()), (4, Some("Granskning i mars")));
        assert_eq!(one.causes.len(), 1);
        access.take(&access.filled(&one), &mut one.clone());
        let before = one.clone();
        access.take(&access.filled(&before), &mut one);
        assert_eq!(one, before, "what is shown and sent again changes nothing");
    }

    #[test]
    fn rep_10_a_line_that_stays_keeps_its_measure() {
        let mut one = assessment("ongoing");
        one.needed[0].measure = Some(id(70));
        let mut sent = sheet("access").filled(&one);
        sent.insert(
            "needed.access".into(),
            "Ny rutin\r\n\r\nGå igenom behörigheter\nNy rutin".into(),
        );
        sheet("access").take(&sent, &mut one);
        let kept: Vec<_> =
            one.needed.iter().map(|one| (one.what.as_str(), one.measure.is_some())).collect();
        assert_eq!(kept, [("Ny rutin", false), ("Gå igenom behörigheter", true)]);
        sheet("risk").take(&Sent::new(), &mut one);
        assert_eq!(one.needed.len(), 2, "another area's are left");
    }

    #[test]
    fn ctl_17_a_short_survey_is_one_page() {
        let model = Model::named("short").unwrap();
        let sheets = Sheet::all(model);
        assert_eq!((sheets.len(), sheets[0].areas.len()), (1, model.areas.len()));
        assert_eq!(Sheet::all(Model::named("levels").unwrap()).len(), 8);
    }
}
