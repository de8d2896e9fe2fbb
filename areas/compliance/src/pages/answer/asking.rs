//! The questions of a requirement as part of the form: those that are asked, what can be answered, what the answers come to (CTL-17).

use maud::{Markup, html};
use stadga_frameworks::{
    Framework, FrameworkRequirement,
    requirement::{Answer, Question},
};
use stadga_model::Refusal;
use stadga_store::ListQuery;
use stadga_web::Context;

use super::super::step;
use super::sent::{QUESTION, Sent, choice, words};
use crate::{
    AssessedRequirement,
    questions::{Outcome, Questions, Said, is_many, leads_out, said},
};

/// More requirements than any assessment has.
const ALL: u32 = 20_000;

/// A requirement with questions, and what they may depend on.
pub(super) struct Asking {
    requirement: FrameworkRequirement,
    framework: Framework,
    elsewhere: Said,
}

impl Asking {
    /// The questions of an assessed requirement; none, where it has none or the reader may not see them.
    ///
    /// # Errors
    /// Broken.
    pub async fn of(cx: &Context, one: &AssessedRequirement) -> Result<Option<Self>, Refusal> {
        let (head, requirement) = match cx.door.read_as(one.requirement).await {
            Ok(read) => read,
            Err(Refusal::NotFound | Refusal::Denied) => return Ok(None),
            Err(other) => return Err(other),
        };
        let withheld = head.withholds("questions") || head.withholds("answers");
        if requirement.questions.is_empty() || withheld {
            return Ok(None);
        }
        let (_, framework) = cx.door.read_as(requirement.framework).await?;
        let elsewhere = match leads_out(&requirement) {
            true => elsewhere(cx, one).await?,
            false => Said::new(),
        };
        Ok(Some(Self { requirement, framework, elsewhere }))
    }

    /// The questions with what was answered.
    pub fn with<'a>(&'a self, said: &'a Said) -> Questions<'a> {
        let (least, most) = (self.framework.least, self.framework.most);
        Questions {
            requirement: &self.requirement,
            scale: (least, most),
            said,
            elsewhere: &self.elsewhere,
        }
    }

    /// The part of the form. Where there is a script the answers are counted as they are given, else by the button.
    pub fn show(&self, cx: &Context, sent: &Sent, counted: &str) -> Markup {
        let asking = self.with(&sent.replies);
        // By their places among all questions: what is being written stays in its field while others come and go around it.
        let all = self.requirement.questions.iter().enumerate();
        let asked: Vec<_> = all
            .filter(|(_, one)| asking.asked().iter().any(|asked| asked.key == one.key))
            .collect();
        html! {
            section.panel #questions aria-labelledby="questions-title" hx-post=(counted) hx-trigger="change"
                hx-target="#questions" hx-select="#questions" hx-select-oob="#grade" hx-swap="outerMorph" {
                h2 #questions-title { (cx.t("answering-questions")) }
                @for (at, question) in &asked {
                    input type="hidden" name="asked" value=(question.key);
                    (self.question(cx, &asking, (*at, question)))
                }
                input type="hidden" name="computed" value=(sent.computed);
                (self.outcome(cx, &asking.outcome()))
                button.ds-button type="submit" data-variant="secondary" formaction=(counted) { (cx.t("answering-count")) }
            }
        }
    }

    fn question(
        &self,
        cx: &Context,
        asking: &Questions<'_>,
        (at, question): (usize, &Question),
    ) -> Markup {
        let one = &self.requirement;
        let asked = words(one, cx.language.code(), &question.key, &["text"], &question.text.0);
        let name = format!("{QUESTION}{}", question.key);
        let id = format!("question-{at}");
        let choices = asking.choices(question);
        let said = asking.said(question);
        let written = said.first().map_or("", String::as_str);
        html! {
            @if !choices.is_empty() {
                fieldset.ds-fieldset id=(id) {
                    legend { (asked) }
                    @for (nth, answer) in choices.iter().enumerate() {
                        (self.answer(cx, (&name, &format!("{id}-{nth}")), (is_many(question), said.contains(&answer.key)), answer))
                    }
                }
            } @else if question.kind.as_deref() == Some("boolean") {
                fieldset.ds-fieldset id=(id) {
                    legend { (asked) }
                    @for (value, key) in [("true", "yes"), ("false", "no")] {
                        label.choice { input type="radio" id=(format!("{id}-{key}")) name=(name) value=(value) checked[written == value]; " " (cx.t(key)) }
                    }
                }
            } @else {
                div.ds-field {
                    label for=(id) { (asked) }
                    @match question.kind.as_deref() {
                        Some("date") => { input.ds-input type="date" id=(id) name=(name) value=(written); }
                        Some("number") => { input.ds-input data-width="short" inputmode="decimal" id=(id) name=(name) value=(written); }
                        _ => { textarea.ds-input id=(id) name=(name) rows="2" { (written) } }
                    }
                }
            }
        }
    }

    fn answer(
        &self,
        cx: &Context,
        (name, id): (&str, &str),
        (many, chosen): (bool, bool),
        answer: &Answer,
    ) -> Markup {
        let said = choice(&self.requirement, cx.language.code(), answer);
        html! {
            label.choice {
                input type=(if many { "checkbox" } else { "radio" }) id=(id) name=(name) value=(answer.key) checked[chosen];
                " " (said)
                @if let Some(text) = &answer.description { " " span.muted { (text.0) } }
            }
        }
    }

    /// What the answers come to so far, in words.
    fn outcome(&self, cx: &Context, outcome: &Outcome) -> Markup {
        html! {
            p role="status" {
                @if outcome.open > 0 {
                    (cx.t_with("answering-open", &[("n", &outcome.open.to_string())]))
                } @else {
                    @if let Some(grade) = &outcome.grade {
                        (cx.t("answering-come-to")) " " (step(cx, "compliance-grade", Some(grade), "grade-unjudged")) " "
                    } @else { (cx.t("answering-say-nothing")) " " }
                    @if let Some(score) = outcome.score { (self.points(cx, score)) }
                }
            }
        }
    }

    /// The points, of how many, and what the framework calls them.
    fn points(&self, cx: &Context, score: i64) -> String {
        let told = match (self.framework.least, self.framework.most) {
            (Some(least), Some(most)) => cx.t_with(
                "answering-points-of",
                &[
                    ("score", &score.to_string()),
                    ("least", &least.to_string()),
                    ("most", &most.to_string()),
                ],
            ),
            _ => cx.t_with("answering-points", &[("score", &score.to_string())]),
        };
        let step = self.framework.scores.iter().find(|row| row.score == score);
        match step.and_then(|row| row.title.as_deref()) {
            Some(called) => format!("{told} ({called})"),
            None => told,
        }
    }
}

/// What was answered to the questions of the assessment's other requirements, as far as the reader may know it.
async fn elsewhere(cx: &Context, one: &AssessedRequirement) -> Result<Said, Refusal> {
    let all = ListQuery { size: ALL, ..ListQuery::linking("assessment", one.assessment) };
    let answers = cx.door.all::<AssessedRequirement>(all).await?.into_iter();
    let others = answers
        .filter(|(head, other)| other.requirement != one.requirement && !head.withholds("replies"));
    Ok(others.flat_map(|(_, other)| said(&other.replies)).collect())
}
