//! What an actor may read, as a condition in a query: the same as `Actor::may` says record by record.

use crate::engine::Sql;
use stadga_model::{Action, Actor, Reach, Right, Spec};

/// Writes the condition that a revision `r` of this kind may be read.
pub(crate) fn permitted(sql: &mut Sql, actor: &Actor, spec: &Spec) {
    granted(sql, actor, spec);
    shown(sql, actor);
}

/// Writes the condition that a revision `r` is of one of these kinds and may be read.
pub(crate) fn permitted_among(
    sql: &mut Sql,
    actor: &Actor,
    kinds: impl IntoIterator<Item = &'static Spec>,
) {
    sql.push(" AND (FALSE");
    for spec in kinds {
        sql.push(&format!(" OR (r.kind = '{}'", spec.kind));
        granted(sql, actor, spec);
        sql.push(")");
    }
    sql.push(")");
    shown(sql, actor);
}

/// Records that the actor's rights reach.
fn granted(sql: &mut Sql, actor: &Actor, spec: &Spec) {
    let rights: Vec<_> = actor.rights(Action::Read, spec.kind).collect();
    let all =
        |(reach, right): &(&Reach, &Right)| **reach == Reach::Everywhere && right.states.is_none();
    if rights.iter().any(all) {
        return;
    }
    sql.push(" AND (FALSE");
    for (reach, right) in rights {
        reached(sql.push(" OR ("), actor, reach);
        if let Some(states) = &right.states {
            sql.push(" AND r.state IN ").push_list(states.iter());
        }
        sql.push(")");
    }
    sql.push(")");
}

fn reached(sql: &mut Sql, actor: &Actor, reach: &Reach) {
    match reach {
        Reach::Everywhere => drop(sql.push("TRUE")),
        Reach::Units(units) => {
            sql.push("r.unit IN ").push_list(units.iter().map(ToString::to_string));
        }
        Reach::Records(records) => {
            sql.push("r.id IN ").push_list(records.iter().map(ToString::to_string));
        }
        Reach::Own => match actor.person {
            Some(person) => drop(sql.push("r.owner = ").push_bind(person.to_string())),
            None => drop(sql.push("FALSE")),
        },
    }
}

/// Of hidden records, those that the actor may read all of: the same as [`Actor::cleared`].
fn shown(sql: &mut Sql, actor: &Actor) {
    sql.push(" AND (r.hidden = 0");
    if let Some(person) = actor.person {
        sql.push(" OR r.readers LIKE ").push_bind(format!("%\"{person}\"%"));
    }
    for grant in actor.grants.iter().filter(|grant| !grant.role.is_empty()) {
        sql.push(" OR (r.readers LIKE ").push_bind(format!("%\"{}\"%", grant.role));
        reached(sql.push(" AND "), actor, &grant.reach);
        sql.push(")");
    }
    sql.push(")");
}
