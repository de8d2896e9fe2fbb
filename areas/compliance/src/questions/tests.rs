//! What is asked, and what answers come to: one by one as the published format has them, and whatever was answered.

use super::*;
use crate::tests::id;
use proptest::prelude::*;

fn question(key: &str, kind: &str) -> Question {
    Question { key: key.into(), kind: Some(kind.into()), ..Question::default() }
}

fn after(key: &str, on: &str, answers: &[&str], condition: Option<&str>) -> Question {
    Question {
        after: Some(on.into()),
        after_answers: answers.iter().map(ToString::to_string).collect(),
        condition: condition.map(str::to_owned),
        ..question(key, "unique_choice")
    }
}

fn choice(question: &str, end: &str, score: Option<i64>, result: Option<&str>) -> Answer {
    Answer {
        question: question.into(),
        key: format!("{question}:{end}"),
        score,
        result: result.map(str::to_owned),
        ..Answer::default()
    }
}

/// Yes and no to each question: ten points and met, none and not met.
fn asking(questions: Vec<Question>) -> FrameworkRequirement {
    let yes_or_no = |one: &Question| {
        [
            choice(&one.key, "yes", Some(10), Some("true")),
            choice(&one.key, "no", Some(0), Some("false")),
        ]
    };
    let answers = questions.iter().flat_map(yes_or_no).collect();
    FrameworkRequirement { questions, answers, ..FrameworkRequirement::of(id(1)) }
}

fn said(all: &[(&str, &[&str])]) -> Said {
    let keys = |(question, ends): &(&str, &[&str])| {
        let keys = ends.iter().map(|end| format!("{question}:{end}")).collect();
        ((*question).to_owned(), keys)
    };
    all.iter().map(keys).collect()
}

fn of<'a>(
    requirement: &'a FrameworkRequirement,
    said: &'a Said,
    elsewhere: &'a Said,
) -> Questions<'a> {
    Questions { requirement, scale: (Some(0), Some(100)), said, elsewhere }
}

fn outcome(
    one: &FrameworkRequirement,
    all: &[(&str, &[&str])],
) -> (usize, Option<i64>, Option<String>) {
    let found = of(one, &said(all), &Said::new()).outcome();
    (found.open, found.score, found.grade.map(|grade| grade.0))
}

#[test]
fn ctl_17_points_are_added_and_what_all_say_is_the_grade() {
    let one = asking(vec![question("a", "unique_choice"), question("b", "unique_choice")]);
    let met = |grade: &str| Some(grade.to_owned());
    assert_eq!(outcome(&one, &[("a", &["yes"]), ("b", &["yes"])]), (0, Some(20), met("met")));
    assert_eq!(outcome(&one, &[("a", &["no"]), ("b", &["no"])]), (0, Some(0), met("not-met")));
    assert_eq!(outcome(&one, &[("a", &["yes"]), ("b", &["no"])]), (0, Some(10), met("partly")));
    assert_eq!(outcome(&one, &[("a", &["yes"])]), (1, None, None), "one is open");
    assert_eq!(
        outcome(&one, &[("a", &["yes", "no"]), ("b", &["yes"])]).1,
        Some(20),
        "one only counts"
    );
    assert_eq!(outcome(&one, &[("a", &["other"]), ("b", &["yes"])]).0, 1, "no answer of its own");
    let (yes, none) = (said(&[("a", &["yes"]), ("b", &["no"])]), Said::new());
    let short = Questions { scale: (Some(1), Some(5)), ..of(&one, &yes, &none) };
    assert_eq!(short.outcome().score, Some(5), "within the scale");
}

#[test]
fn ctl_17_what_does_not_apply_or_says_nothing_lets_the_others_decide() {
    let mut one = asking(vec![question("a", "multiple_choice"), question("b", "unique_choice")]);
    one.answers.push(choice("a", "na", None, Some("not_applicable")));
    one.answers.push(choice("b", "na", None, Some(" Not_Applicable ")));
    one.answers.push(choice("b", "half", None, Some("partially_compliant")));
    one.answers.push(choice("b", "none", None, Some("a word of its own")));
    let grade = |all: &[(&str, &[&str])]| outcome(&one, all).2;
    let is = |grade: &str| Some(grade.to_owned());
    assert_eq!(grade(&[("a", &["na"]), ("b", &["na"])]), is("not-applicable"));
    assert_eq!(grade(&[("a", &["na"]), ("b", &["no"])]), is("not-met"));
    assert_eq!(grade(&[("a", &["yes"]), ("b", &["half"])]), is("partly"));
    assert_eq!(grade(&[("a", &["yes"]), ("b", &["none"])]), is("met"));
    assert_eq!(
        grade(&[("a", &["yes", "no"]), ("b", &["yes"])]),
        is("partly"),
        "each that is ticked counts"
    );
    assert_eq!(outcome(&one, &[("a", &["na"]), ("b", &["na"])]).1, None, "no points, no score");
}

#[test]
fn ctl_17_a_question_is_asked_when_the_one_before_is_answered_so() {
    let first = question("a", "multiple_choice");
    let one = asking(vec![
        first,
        after("any", "a", &["a:yes"], None),
        after("all", "a", &["a:yes", "a:no"], Some("all")),
        after("chain", "any", &["any:yes"], Some("any")),
        after("never", "a", &[], Some("any")),
        after("round", "round", &["round:yes"], None),
    ]);
    let asked = |all: &[(&str, &[&str])]| -> Vec<String> {
        let said = said(all);
        let none = Said::new();
        of(&one, &said, &none).asked().iter().map(|question| question.key.clone()).collect()
    };
    assert_eq!(asked(&[]), ["a"]);
    assert_eq!(asked(&[("a", &["yes"])]), ["a", "any"]);
    assert_eq!(asked(&[("a", &["yes", "no"])]), ["a", "any", "all"]);
    assert_eq!(asked(&[("a", &["yes"]), ("any", &["yes"])]), ["a", "any", "chain"]);
    assert_eq!(
        asked(&[("a", &["no"]), ("any", &["yes"])]),
        ["a"],
        "what depends on one that is not asked is not"
    );
    assert_eq!(
        outcome(&one, &[("a", &["no"]), ("any", &["yes"])]).1,
        Some(0),
        "and does not count"
    );
}

#[test]
fn ctl_17_a_question_may_depend_on_another_requirement_and_nothing_asked_does_not_apply() {
    let one = asking(vec![after("b", "other", &["other:yes"], None)]);
    assert!(leads_out(&one) && !leads_out(&asking(vec![question("a", "text")])));
    let none = Said::new();
    let with = |elsewhere: &Said| {
        let found = of(&one, &none, elsewhere).outcome();
        (found.open, found.grade.map(|grade| grade.0))
    };
    assert_eq!(with(&Said::new()), (0, None), "the other is not answered yet");
    assert_eq!(with(&said(&[("other", &["yes"])])), (1, None));
    assert_eq!(with(&said(&[("other", &["no"])])), (0, Some("not-applicable".into())));
}

#[test]
fn ctl_17_answers_are_kept_in_their_words_and_only_to_what_is_asked() {
    let mut one = asking(vec![question("a", "unique_choice"), after("b", "a", &["a:no"], None)]);
    one.questions.push(question("c", "text"));
    one.answers.retain(|answer| answer.question != "c");
    let mut all = said(&[("a", &["yes"]), ("b", &["yes"])]);
    all.insert("c".into(), vec!["Varje vecka".into()]);
    let none = Said::new();
    let asking = of(&one, &all, &none);
    let kept = asking.replies(|question| question.key.to_uppercase(), |answer| answer.key.clone());
    let told: Vec<_> = kept.iter().map(|one| (&*one.asked.0, &*one.said.0)).collect();
    assert_eq!(told, [("A", "a:yes"), ("C", "Varje vecka")]);
    let again = super::said(&kept);
    assert_eq!(of(&one, &again, &none).outcome(), asking.outcome());
}

proptest! {
    #[test]
    fn ctl_17_whatever_is_answered_only_what_is_asked_counts_and_the_score_stays_within_the_scale(
        questions in prop::collection::vec((prop::option::of(0..6_usize), 0..2_usize, any::<bool>()), 1..6),
        answered in prop::collection::vec((0..8_usize, 0..3_usize), 0..10),
        points in prop::collection::vec(-50..50_i64, 12),
        results in prop::collection::vec(0..5_usize, 12),
        (least, most) in (-20..20_i64, 20..60_i64),
    ) {
        let words = [None, Some("compliant"), Some("non_compliant"), Some("partially_compliant"), Some("not_applicable")];
        let made = questions.iter().enumerate().map(|(at, (on, end, all))| {
            let Some(on) = on else { return question(&format!("q{at}"), "multiple_choice") };
            let condition = if *all { "all" } else { "any" };
            let (key, on, answer) = (format!("q{at}"), format!("q{on}"), format!("q{on}:{end}"));
            after(&key, &on, &[answer.as_str()], Some(condition))
        });
        let questions: Vec<Question> = made.collect();
        let answers = (0..questions.len() * 2).map(|at| {
            choice(&format!("q{}", at / 2), &(at % 2).to_string(), Some(points[at]), words[results[at]])
        });
        let answers: Vec<Answer> = answers.collect();
        let one = FrameworkRequirement { questions, answers, ..FrameworkRequirement::of(id(1)) };
        let mut all = Said::new();
        for (question, end) in answered {
            all.entry(format!("q{question}")).or_default().push(format!("q{question}:{end}"));
        }
        let none = Said::new();
        let of = |said: &Said| Questions { scale: (Some(least), Some(most)), ..of(&one, said, &none) }.outcome();
        let found = of(&all);
        prop_assert!(found.score.is_none_or(|score| least <= score && score <= most));
        prop_assert!(found.open == 0 || (found.score.is_none() && found.grade.is_none()));
        let whole = Questions { scale: (None, None), requirement: &one, said: &all, elsewhere: &none };
        let asked: Vec<&str> = whole.asked().iter().map(|question| question.key.as_str()).collect();
        let kept: Said = all.iter().filter(|(key, _)| asked.contains(&key.as_str())).map(|(key, said)| (key.clone(), said.clone())).collect();
        prop_assert_eq!(&of(&kept), &found, "what is not asked changes nothing");
        let rows = whole.replies(|question| question.key.clone(), |answer| answer.key.clone());
        prop_assert_eq!(of(&super::said(&rows)), found, "what is kept comes to the same");
    }
}
