//! What it costs to decide whether someone may open a record.

use crate::{
    tell,
    thing::{Thing, reader},
};
use stadga_model::{
    Action, Actor, Clock as _, Grant, Head, Id, Reach, Record as _, Right, SystemClock,
};
use std::{hint::black_box, time::Instant};

/// So many decisions.
const TIMES: u32 = 200_000;
/// So many roles does a busy person hold, each in so many units.
const ROLES: usize = 8;
const UNITS: usize = 40;

/// One decision by an actor with many roles in many units, none of which reaches the record: the longest way.
pub fn measure() {
    let actor = busy();
    let head = head();
    let start = Instant::now();
    for _ in 0..TIMES {
        black_box(black_box(&actor).may(Action::Change, Thing::SPEC, black_box(&head)));
    }
    let each = start.elapsed() / TIMES;
    tell("decide one access", format!("{:.2} µs", each.as_secs_f64() * 1e6), "under 20 µs");
}

fn busy() -> Actor {
    let units = || (0..UNITS).map(|_| Id::new(SystemClock.now())).collect();
    let kinds = ["measure", "evidence", "improvement", "mandate", "decision", "thing"];
    let may: Vec<_> =
        kinds.iter().flat_map(|kind| Action::ALL.map(|action| Right::to(action, *kind))).collect();
    let grant = |role: usize| Grant {
        role: format!("role-{role}"),
        may: may.clone(),
        reach: Reach::Units(units()),
    };
    Actor {
        grants: (0..ROLES).map(grant).collect(),
        ..reader(Id::new(SystemClock.now()), Reach::Own)
    }
}

fn head() -> Head {
    Head {
        id: Id::new(SystemClock.now()),
        kind: "thing".into(),
        number: "T-2026-0001".into(),
        revision: 1,
        at: SystemClock.now(),
        until: None,
        actor: String::new(),
        reason: String::new(),
        unit: Some(Id::new(SystemClock.now())),
        owner: None,
        state: Some("open".into()),
        withheld: None,
    }
}
