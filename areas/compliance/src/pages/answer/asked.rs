//! What a requirement asks: its text, its questions with what can be answered and when they are asked, what helps (CTL-17).

use maud::{Markup, html};
use stadga_frameworks::{
    FrameworkRequirement,
    requirement::{Answer, Question},
    rows::translated,
};
use stadga_web::{Context, ui};

use crate::catalogue::Node;

/// It all, as far as there is any.
pub(super) fn asked(cx: &Context, node: &Node) -> Markup {
    let one = &node.requirement;
    let text = one.asks(cx.language.code());
    html! {
        @if text.is_some() || one.guidance.is_some() || one.evidence.is_some() || !one.questions.is_empty() {
            (ui::panel("asked", &cx.t("answering-asked"), &html! {
                @if let Some(text) = text { div.prose { (text) } }
                @if !one.questions.is_empty() {
                    ul { @for question in &one.questions { li { (self::question(cx, one, question)) } } }
                }
                @for (key, text) in [("answering-guidance", &one.guidance), ("answering-typical", &one.evidence)] {
                    @if let Some(text) = text {
                        details.fold { summary { (cx.t(key)) } div.prose { (text.0) } }
                    }
                }
            }))
        }
    }
}

fn question(cx: &Context, one: &FrameworkRequirement, question: &Question) -> Markup {
    let choices: Vec<&Answer> =
        one.answers.iter().filter(|answer| answer.question == question.key).collect();
    let after = awaited(one, question, cx.language.code());
    html! {
        (words(one, cx.language.code(), &question.key, &["text"], &question.text.0))
        @if !after.is_empty() {
            " " span.muted { (cx.t_with("answering-after", &[("answers", &after)])) }
        }
        @if !choices.is_empty() {
            ul {
                @for answer in choices {
                    li {
                        (choice(one, cx.language.code(), answer))
                        @if let Some(text) = &answer.description { " " span.muted { (text.0) } }
                    }
                }
            }
        }
    }
}

fn choice<'a>(one: &'a FrameworkRequirement, language: &str, answer: &'a Answer) -> &'a str {
    words(one, language, &answer.key, &["value", "text"], &answer.text.0)
}

/// What it says in a language, else in its own.
fn words<'a>(
    one: &'a FrameworkRequirement,
    language: &str,
    key: &str,
    names: &[&str],
    own: &'a str,
) -> &'a str {
    let all = one.translations.as_slice();
    names.iter().find_map(|name| translated(all, language, Some(key), name)).unwrap_or(own)
}

/// The answers to another question that make this one asked; nothing where it always is.
fn awaited(one: &FrameworkRequirement, question: &Question, language: &str) -> String {
    let called = question.after_answers.iter().map(|key| {
        let answer = one.answers.iter().find(|answer| answer.key == *key);
        answer.map_or(key.as_str(), |answer| choice(one, language, answer))
    });
    called.collect::<Vec<&str>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;

    #[test]
    fn ctl_17_a_question_that_depends_on_another_says_by_which_answers() {
        let answer = |key: &str, text: &str| Answer {
            question: "q1".into(),
            key: key.into(),
            text: text.into(),
            ..Answer::default()
        };
        let question = Question {
            key: "q2".into(),
            after: Some("q1".into()),
            after_answers: vec!["q1:1".into(), "q1:9".into()],
            ..Question::default()
        };
        let one = FrameworkRequirement {
            answers: vec![answer("q1:1", "Ja"), answer("q1:2", "Nej")],
            ..FrameworkRequirement::of(id(1))
        };
        assert_eq!(awaited(&one, &question, "sv"), "Ja, q1:9");
        assert_eq!(awaited(&one, &Question::default(), "sv"), "");
    }
}
