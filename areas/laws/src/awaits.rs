//! What of laws waits for a body's decision: the open questions of what a law covers (NIS-04, ORG-18).

use stadga_decisions::Decision;
use stadga_model::{Head, Id, Refusal};
use stadga_store::{Compare, Filter, ListQuery};
use stadga_web::{Awaiting, Context};

use crate::{Programme, Scope, programme, programmed::programmes, scope};

/// The open questions that a body is to settle. One that names its decision already waits as that decision; one that was decided
/// on is to be answered by whoever prepares it.
///
/// # Errors
/// Broken.
pub(crate) async fn awaits(cx: &Context, body: Id) -> Result<Vec<Awaiting>, Refusal> {
    let open = Compare::Is(vec![scope::State::Open.key().into()]);
    let filters = vec![Filter { field: "state".into(), compare: open }];
    let query = ListQuery { filters, size: 1_000, ..ListQuery::default() };
    let mut open = cx.door.all::<Scope>(query).await?;
    let programmes = programmes(cx).await?;
    open.retain(|(head, one)| {
        one.decision.is_none() && deciders(head, one, &programmes).contains(&body)
    });
    let ids: Vec<Id> = open.iter().map(|(head, _)| head.id).collect();
    let mut near = cx.door.near_each(&ids).await?;
    let mut waits = Vec::new();
    for (head, one) in open {
        let around = near.remove(&head.id).unwrap_or_default();
        if !around.pointing::<Decision>().any(|(_, decision)| decision.is_taken()) {
            waits.push(Awaiting::of(&head, ("title", one.title), one.due));
        }
    }
    Ok(waits)
}

/// Who settles a question: the body that it names, else those to which the running programmes for its law report.
pub(crate) fn deciders(head: &Head, one: &Scope, programmes: &[(Head, Programme)]) -> Vec<Id> {
    if one.body.is_some() || head.withholds("body") {
        return one.body.into_iter().collect();
    }
    let running = programmes.iter().filter(|(_, programme)| {
        programme.state == programme::State::Running && programme.laws.contains(&one.law)
    });
    let mut bodies: Vec<Id> = running.filter_map(|(_, programme)| programme.body).collect();
    bodies.sort();
    bodies.dedup();
    bodies
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::id;
    use serde_json::json;
    use stadga_testkit::rules::revision;

    #[test]
    fn nis_04_a_question_is_settled_by_the_body_that_it_names_else_by_the_programmes() {
        let head = |kind: &str| revision(id(1), kind, Default::default()).head;
        let programme = |state: &str, law: u32, body: u32| -> (Head, Programme) {
            let json = json!({"title": "P", "state": state, "laws": [id::<()>(law)], "body": id::<()>(body)});
            (head("law-programme"), serde_json::from_value(json).unwrap())
        };
        let programmes = [
            programme("running", 1, 20),
            programme("running", 1, 20),
            programme("running", 2, 21),
            programme("dropped", 1, 22),
        ];
        let json = json!({"title": "Omfattas infrastrukturen?", "law": id::<()>(1)});
        let asked: Scope = serde_json::from_value(json).unwrap();
        let told = |one: &Scope| deciders(&head("legal-scope"), one, &programmes);
        assert_eq!(told(&asked), [id(20)]);
        assert_eq!(told(&Scope { body: Some(id(30)), ..asked }), [id(30)]);
    }
}
