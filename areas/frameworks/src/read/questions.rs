//! The questions of a requirement and what they can be answered with, in the shapes that libraries have had.

use super::{
    ciso::{left, translated},
    library::{Remarks, keep, line, prose},
    node::{Fields, Node, Value},
};
use crate::{
    requirement::{Answer, Question},
    rows::{Kept, Translation},
};

const TOLD: &str = "requirement_nodes[].questions[]";

/// Takes the questions out of a requirement: a map by their urns, or a list.
pub(super) fn read(
    fields: &mut Fields,
    translations: &mut Vec<Translation>,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
) -> (Vec<Question>, Vec<Answer>) {
    let (mut questions, mut answers) = (Vec::new(), Vec::new());
    let found = match fields.take("questions") {
        Some(node) => Some(node),
        None => shared(fields),
    };
    let Some(node) = found else { return (questions, answers) };
    let all: Vec<(Option<String>, Node)> = match node.value {
        Value::Map(all) => all.into_iter().map(|(key, one)| (Some(key), one)).collect(),
        Value::List(all) => all.into_iter().map(|one| (None, one)).collect(),
        Value::Nothing => return (questions, answers),
        Value::Scalar { .. } => {
            keep(kept, "questions", &node.json());
            remarks.tell("kept", "requirement_nodes[].questions", node.line, "");
            return (questions, answers);
        }
    };
    for (nth, (key, node)) in all.into_iter().enumerate() {
        let at = node.line;
        let place = format!("questions.{nth}");
        let mut one = match Fields::of(node) {
            Ok(one) => one,
            // A question may be nothing but its words.
            Err(node) if node.text().is_some() => {
                let text = node.text().unwrap_or_default().to_owned();
                let key = key.unwrap_or_else(|| (nth + 1).to_string());
                questions.push(Question {
                    key,
                    text: prose(text, &place, kept, remarks),
                    ..Question::default()
                });
                continue;
            }
            Err(node) => {
                keep(kept, &place, &node.json());
                remarks.tell("kept", TOLD, at, node.what());
                continue;
            }
        };
        let key = key.or_else(|| one.text("urn")).or_else(|| one.text("ref_id"));
        let key = line(key.unwrap_or_else(|| (nth + 1).to_string()), &place, kept, remarks);
        translated(&mut one, Some(&key), TOLD, translations, kept, remarks);
        let choices = one.take("choices").or_else(|| one.take("question_choices"));
        questions.push(question(one, &key, &place, kept, remarks));
        if let Some(choices) = choices {
            answers.extend(self::answers(choices, &key, &place, translations, kept, remarks));
        }
    }
    (questions, answers)
}

/// The shape that libraries had first: one `question` with the kind and the choices that its `questions` share.
fn shared(fields: &mut Fields) -> Option<Node> {
    const PARTS: [&str; 3] = ["question_type", "question_choices", "questions"];
    let Value::Map(parts) = &fields.get("question")?.value else { return None };
    let known = parts.iter().all(|(name, _)| PARTS.contains(&name.as_str()));
    let part = |name: &str| parts.iter().find(|(own, _)| own == name).map(|(_, node)| node);
    let Value::List(all) = &part("questions")?.value else { return None };
    if !known || !all.iter().all(|one| matches!(one.value, Value::Map(_))) {
        return None;
    }
    let shared = [("type", part("question_type")), ("choices", part("question_choices"))];
    let mut all = all.clone();
    for one in &mut all {
        let Value::Map(own) = &mut one.value else { continue };
        for (name, node) in shared {
            if let Some(node) = node.filter(|_| !own.iter().any(|(other, _)| other == name)) {
                own.push((name.to_owned(), node.clone()));
            }
        }
    }
    let line = fields.take("question")?.line;
    Some(Node { line, value: Value::List(all) })
}

fn question(
    mut one: Fields,
    key: &str,
    place: &str,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
) -> Question {
    let text = one.text("text").or_else(|| one.text("name")).unwrap_or_else(|| key.to_owned());
    let mut question = Question {
        key: key.to_owned(),
        text: prose(text, place, kept, remarks),
        kind: one.text("type").or_else(|| one.text("question_type")),
        ..Question::default()
    };
    if let Some(node) = one.take("depends_on") {
        match Fields::of(node) {
            Ok(mut on) => {
                question.after = on.text("question");
                question.after_answers = on.texts("answers");
                question.condition = on.text("condition");
                let within = format!("{place}.depends_on");
                left(on, &format!("{TOLD}.depends_on"), &within, kept, remarks);
            }
            Err(node) => {
                keep(kept, &format!("{place}.depends_on"), &node.json());
                remarks.tell("kept", &format!("{TOLD}.depends_on"), node.line, "");
            }
        }
    }
    left(one, TOLD, place, kept, remarks);
    question
}

fn answers(
    choices: Node,
    question: &str,
    place: &str,
    translations: &mut Vec<Translation>,
    kept: &mut Vec<Kept>,
    remarks: &mut Remarks,
) -> Vec<Answer> {
    let at = choices.line;
    let Value::List(all) = choices.value else {
        keep(kept, &format!("{place}.choices"), &choices.json());
        remarks.tell("kept", &format!("{TOLD}.choices"), at, "");
        return Vec::new();
    };
    let mut answers = Vec::new();
    for (nth, node) in all.into_iter().enumerate() {
        let place = format!("{place}.choices.{nth}");
        let numbered = || format!("{question}:{}", nth + 1);
        let mut one = match Fields::of(node) {
            Ok(one) => one,
            Err(node) => {
                let text = node.text().map_or_else(|| node.json().to_string(), str::to_owned);
                answers.push(Answer {
                    question: question.to_owned(),
                    key: numbered(),
                    text: prose(text, &place, kept, remarks),
                    ..Answer::default()
                });
                continue;
            }
        };
        let key = one.text("urn").or_else(|| one.text("ref_id")).unwrap_or_else(numbered);
        let key = line(key, &place, kept, remarks);
        let told = format!("{TOLD}.choices[]");
        translated(&mut one, Some(&key), &told, translations, kept, remarks);
        let text = one.text("value").or_else(|| one.text("text")).or_else(|| one.text("name"));
        answers.push(Answer {
            question: question.to_owned(),
            text: prose(text.unwrap_or_else(|| key.clone()), &place, kept, remarks),
            description: one.text("description").map(|t| prose(t, &place, kept, remarks)),
            score: one.whole("add_score"),
            result: one.text("compute_result"),
            groups: one.texts("select_implementation_groups"),
            colour: one.text("color"),
            key,
        });
        left(one, &told, &place, kept, remarks);
    }
    answers
}
