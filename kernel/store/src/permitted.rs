//! What an actor may read, as a condition in a query: the same as `Actor::may` says record by record.

use crate::engine::Sql;
use stadga_model::{Action, Actor, Grant, Reach, Right, Spec};

/// Writes the condition that a revision `r` of this kind may be read.
pub(crate) fn permitted(sql: &mut Sql, actor: &Actor, spec: &Spec) {
    granted(sql, actor, actor.rights(Action::Read, spec.kind));
    shown(sql, actor);
}

/// Writes the condition that a revision `r` is of one of these kinds and may be read.
pub(crate) fn permitted_among(
    sql: &mut Sql,
    actor: &Actor,
    kinds: impl IntoIterator<Item = &'static Spec>,
) {
    let kinds: Vec<_> = kinds.into_iter().map(|spec| spec.kind).collect();
    sql.push(" AND (FALSE");
    for kind in &kinds {
        sql.push(&format!(" OR (r.kind = '{kind}'"));
        let wide = actor.rights(Action::Read, kind).filter(|(reach, _)| !is_single(reach));
        granted(sql, actor, wide);
        sql.push(")");
    }
    for grant in actor.grants.iter().filter(|grant| is_single(&grant.reach)) {
        granted_singly(sql, actor, grant, &kinds);
    }
    sql.push(")");
    shown(sql, actor);
}

/// Whether it is told record by record.
fn is_single(reach: &Reach) -> bool {
    matches!(reach, Reach::Records(_) | Reach::Within { .. })
}

/// Records that these rights of the actor reach.
fn granted<'a>(sql: &mut Sql, actor: &Actor, rights: impl Iterator<Item = (&'a Reach, &'a Right)>) {
    let rights: Vec<_> = rights.collect();
    let all =
        |(reach, right): &(&Reach, &Right)| **reach == Reach::Everywhere && right.states.is_none();
    if rights.iter().any(all) {
        return;
    }
    sql.push(" AND (FALSE");
    for (reach, right) in rights {
        reached(sql.push(" OR ("), actor, reach);
        in_states(sql, right);
        sql.push(")");
    }
    sql.push(")");
}

/// Single records that a role reaches: they are named once, however many kinds it may read.
fn granted_singly(sql: &mut Sql, actor: &Actor, grant: &Grant, kinds: &[&str]) {
    reached(sql.push(" OR ("), actor, &grant.reach);
    sql.push(" AND (FALSE");
    for kind in kinds {
        for right in grant.may.iter().filter(|right| right.covers(Action::Read, kind)) {
            in_states(sql.push(&format!(" OR (r.kind = '{kind}'")), right);
            sql.push(")");
        }
    }
    sql.push("))");
}

fn in_states(sql: &mut Sql, right: &Right) {
    if let Some(states) = &right.states {
        sql.push(" AND r.state IN ").push_list(states.iter());
    }
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
        Reach::Within { records, units } => {
            sql.push("r.id IN ").push_list(records.iter().map(ToString::to_string));
            if let Some(units) = units {
                sql.push(" AND r.unit IN ").push_list(units.iter().map(ToString::to_string));
            }
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
