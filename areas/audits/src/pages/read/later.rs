//! What is accepted in a later round joins the audit, and the answer, that the first round made.

use crate::{
    accept::{self, Accepted, Choices, Target},
    answer_item::AnswerItem,
    read::Reading,
};
use serde_json::Value;
use stadga_model::{Body, Record as _, Refusal};
use stadga_store::Batch;
use stadga_web::Context;

use super::chosen::Chosen;

/// The records of what is accepted now: new ones, and the audit with what belongs in its own record.
///
/// # Errors
/// Refused, as by [`accept::accept`]; not found or denied, where the audit may not be changed.
pub async fn batch(
    cx: &Context,
    reading: &Reading,
    chosen: &Chosen,
    target: &Target,
    reason: String,
) -> Result<(Accepted, Batch), Refusal> {
    let mut made = accept::accept(reading, &chosen.taken(), target)?;
    if let Some(answer) = made.answer
        && let Some(first) = chosen.id("record.answer")
    {
        made.drafts.retain(|draft| draft.id != answer.cast());
        made.answer = Some(first.cast());
        for draft in made.drafts.iter_mut().filter(|draft| draft.kind == AnswerItem::KIND) {
            draft.body.insert("answer".to_owned(), Value::String(first.to_string()));
        }
    }
    let mut batch = Batch { creates: made.drafts.clone(), reason, ..Batch::default() };
    if let Some(audit) = target.audit {
        let mut opened = cx.door.open(audit.cast()).await?;
        let target = accept::knowing(target, &made.drafts);
        let before = audit_of(reading, &chosen.made(), &target)?;
        let after = audit_of(reading, &chosen.made_and_taken(), &target)?;
        if join(&mut opened.body, &before, after) {
            batch.saves.push(opened);
        }
    }
    Ok((made, batch))
}

/// The body of the audit's own record with these choices.
fn audit_of(reading: &Reading, choices: &Choices, target: &Target) -> Result<Body, Refusal> {
    let fresh = Target { audit: None, ..target.clone() };
    let made = accept::accept(reading, choices, &fresh)?;
    let audit = made.drafts.into_iter().find(|draft| draft.id == made.audit.cast());
    Ok(audit.map(|draft| draft.body).unwrap_or_default())
}

/// Adds to a record what `after` says beyond `before`. What someone has written since stays.
fn join(record: &mut Body, before: &Body, after: Body) -> bool {
    let mut joined = false;
    for (name, new) in after {
        let old = before.get(&name).unwrap_or(&Value::Null);
        if new == *old || new == Value::Null {
            continue;
        }
        let held = record.entry(name).or_insert(Value::Null);
        match (held, new) {
            (Value::Array(held), Value::Array(new)) => {
                // What was offered before may have been changed or taken away since: it does not come back.
                let offered = |one: &Value| old.as_array().is_some_and(|old| old.contains(one));
                let more: Vec<Value> =
                    new.into_iter().filter(|one| !offered(one) && !held.contains(one)).collect();
                joined |= !more.is_empty();
                held.extend(more);
            }
            (held, new) if held == old || held.is_null() => {
                *held = new;
                joined = true;
            }
            _ => {}
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn body(value: Value) -> Body {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn aud_03_a_later_round_adds_and_leaves_what_was_written_since() {
        let before =
            body(json!({"title": "", "purpose": "A", "criteria": ["x"], "state": "registered"}));
        let after = body(
            json!({"title": "T", "purpose": "A B", "criteria": ["x", "y"], "state": "registered", "unit": null}),
        );
        let mut record = body(
            json!({"title": "", "purpose": "own words", "criteria": ["x", "z"], "state": "answered"}),
        );
        assert!(join(&mut record, &before, after.clone()));
        let expected = body(
            json!({"title": "T", "purpose": "own words", "criteria": ["x", "z", "y"], "state": "answered"}),
        );
        assert_eq!(record, expected);
        assert!(!join(&mut record, &before, after), "nothing is added twice");
    }
}
