//! The policy held to what it says: rights asked for once are what it decides case by case.

use super::*;
use proptest::prelude::*;
use stadga_model::{Actor, Head, Instant, Lies, Record, Term};

const ROLES: &str = r#"
[[role]]
key = "auditor"
sv = "Revisor"
en = "Auditor"
source = "SEC-10"
reach = "everywhere"
[[role]]
key = "system-owner"
sv = "Systemägare"
en = "System owner"
source = "ORG-11"
reach = "unit"
[[role]]
key = "reader"
sv = "Läsare"
en = "Reader"
source = "tests"
reach = "unit"
"#;

const POLICY: &str = r#"
permit (principal, action in [Action::"read", Action::"change"], resource)
when { resource has owner && resource.owner == principal };
permit (principal in Role::"auditor", action == Action::"read", resource);
permit (principal in Role::"system-owner", action in [Action::"create", Action::"change"], resource)
when { resource in [Kind::"measure", Kind::"answer"] }
unless { resource has state && resource.state == "done" };
permit (principal in Role::"reader", action == Action::"read", resource in Kind::"answer")
when { resource has state && ["done", "sent"].contains(resource.state) };
"#;

const STATES: [&str; 3] = ["open", "done", "sent"];

fn policy() -> Policy {
    let states = STATES.map(str::to_owned).to_vec();
    let sorts = [("measure", Vec::new()), ("answer", states)];
    let sorts = sorts.map(|(kind, states)| Sort { kind: kind.into(), states });
    Policy::read(ROLES, POLICY, sorts.to_vec()).unwrap()
}

fn fault(policy: &str) -> String {
    let sorts = vec![Sort { kind: "measure".into(), states: Vec::new() }];
    Policy::read(ROLES, policy, sorts).map(|_| ()).unwrap_err().to_string()
}

fn id(n: i64) -> Id {
    Id::new(Instant::from_second(n).unwrap())
}

fn held(role: &str, units: &[Id]) -> Held {
    Held { role: role.into(), units: units.to_vec(), ..Held::default() }
}

fn actor(person: Option<Id>, held: &[Held]) -> Actor {
    Actor { name: "P-1".into(), person, grants: policy().grants(held) }
}

#[test]
fn sec_08_what_no_role_permits_is_denied() {
    let unit = id(1);
    let actor = actor(None, &[held("system-owner", &[unit]), held("unheard-of", &[unit])]);
    assert_eq!(actor.reach(Action::Change, "measure"), Some(Reach::Units(vec![unit])));
    assert_eq!(actor.reach(Action::Read, "measure"), None);
    assert_eq!(actor.reach(Action::Change, "audit"), None);
}

#[test]
fn sec_10_the_auditor_reads_everything_and_changes_nothing_and_can_be_let_in_to_less() {
    let unit = id(1);
    let everywhere = actor(None, &[held("auditor", &[unit])]);
    assert_eq!(everywhere.reach(Action::Read, "measure"), Some(Reach::Everywhere));
    assert_eq!(everywhere.reach(Action::Change, "measure"), None);
    let narrowed = Held { narrowed: true, ..held("auditor", &[unit]) };
    let narrowed = actor(None, &[narrowed]);
    assert_eq!(narrowed.reach(Action::Read, "measure"), Some(Reach::Units(vec![unit])));
    let case = id(7);
    let one = Held { records: vec![case], ..held("auditor", &[unit]) };
    assert!(
        actor(None, &[one]).grants.iter().any(|grant| grant.reach == Reach::Records(vec![case]))
    );
}

#[test]
fn sec_08_a_role_for_an_object_counts_within_it_and_there_alone() {
    let (object, plan, other, unit) = (fixed(7), fixed(8), fixed(9), fixed(1));
    // In whatever order they come.
    let within = Held { within: vec![plan, object], ..held("auditor", &[unit]) };
    let combined = Held { narrowed: true, ..within.clone() };
    let (within, combined) = (actor(None, &[within]), actor(None, &[combined]));
    let of = |id, unit| Head { id, ..head(Some("open"), unit, None) };
    let reads = |actor: &Actor, head: &Head| actor.may(Action::Read, Answer::SPEC, head);
    assert!(reads(&within, &of(object, None)) && reads(&within, &of(plan, Some(fixed(2)))));
    assert!(!reads(&within, &of(other, Some(unit))), "the assignment's unit does not widen it");
    assert!(reads(&combined, &of(plan, Some(unit))));
    assert!(!reads(&combined, &of(plan, Some(fixed(2)))) && !reads(&combined, &of(plan, None)));
}

#[test]
fn sec_08_what_is_made_must_lie_within_the_object_that_the_role_is_for() {
    let (object, other, unit) = (fixed(7), fixed(9), fixed(1));
    let within = Held { within: vec![object], ..held("system-owner", &[unit]) };
    let combined = Held { narrowed: true, ..within.clone() };
    let (within, combined) = (actor(None, &[within]), actor(None, &[combined]));
    assert!(within.may_make_in("measure", None, &[other, object]));
    assert!(!within.may_make_in("measure", Some(unit), &[other]));
    assert!(!within.may_make("measure", Some(unit)), "nothing says that it lies there");
    assert!(combined.may_make_in("measure", Some(unit), &[object]));
    assert!(!combined.may_make_in("measure", Some(fixed(2)), &[object]));
    let new = head(Some("open"), None, None);
    let makes = |places: &[Id], holding: &[Id]| {
        let lies = Lies { within: places, holding };
        within.may_write(Action::Create, Answer::SPEC, &new, &lies)
    };
    assert!(makes(&[object], &[]) && !makes(&[], &[]));
    assert!(makes(&[object], &[object]) && !makes(&[object], &[other]));
}

#[test]
fn sec_08_a_role_for_an_object_does_not_widen_itself() {
    let (object, other) = (fixed(7), fixed(9));
    let within = Held { within: vec![object], ..held("system-owner", &[]) };
    let head = Head { id: object, ..head(Some("open"), Some(fixed(1)), None) };
    let holds = |held: &[Held], holding: &[Id]| {
        let lies = Lies { holding, ..Lies::default() };
        actor(None, held).may_write(Action::Change, Answer::SPEC, &head, &lies)
    };
    let alone = std::slice::from_ref(&within);
    assert!(holds(alone, &[]) && holds(alone, &[object]));
    assert!(!holds(alone, &[other]), "it would reach what it was not given for");
    let of_unit = Held { units: vec![fixed(1)], within: Vec::new(), ..within.clone() };
    assert!(holds(&[within, of_unit], &[other]), "another role lets one");
}

#[test]
fn sec_08_what_is_misspelt_is_refused_by_file() {
    assert!(fault("permit (principal in Role::\"auditr\", action, resource);").contains("auditr"));
    assert!(fault("permit (principal, action, resource in Kind::\"mesure\");").contains("mesure"));
    assert!(fault("permit (principal, action == Action::\"raed\", resource);").contains("raed"));
    assert!(
        fault("permit (principal, action, resource) when { resource.sate == \"x\" };")
            .contains("sate")
    );
    assert!(fault("permit (principal, action resource);").starts_with("content/policy.cedar"));
    let twice = format!("{ROLES}{ROLES}");
    let fault = Policy::read(&twice, POLICY, Vec::new()).map(|_| ()).unwrap_err().to_string();
    assert!(fault.starts_with("content/roles.toml") && fault.contains("twice"), "{fault}");
}

#[test]
fn org_07_roles_can_be_chosen_in_a_field() {
    let scale = policy().scale();
    assert_eq!(scale.step("auditor").map(|s| s.label(Language::Swedish)), Some("Revisor"));
    assert_eq!(scale.steps.len(), 3);
}

#[test]
fn sec_08_rights_are_printed_as_a_table() {
    insta::assert_snapshot!(matrix(&policy(), &["answer", "measure"]), @r"
    auditor (Revisor), everywhere
      R-- answer
      R-- measure
    reader (Läsare), own units
      r-- answer
    system-owner (Systemägare), own units
      -cw answer
      -CW measure
    whoever owns the record
      R-W answer
      R-W measure
    ");
}

/// Stands for either kind: rights go by the kind's name.
#[derive(Clone, serde::Serialize, serde::Deserialize, Record)]
#[record(kind = "answer", prefix = "A", title = "title", state = "state")]
struct Answer {
    title: String,
    state: Option<Term>,
}

fn head(state: Option<&str>, unit: Option<Id>, owner: Option<Id>) -> Head {
    Head {
        id: id(99),
        kind: "answer".into(),
        number: "A-1".into(),
        revision: 1,
        at: Instant::UNIX_EPOCH,
        until: None,
        actor: String::new(),
        reason: String::new(),
        unit,
        owner,
        state: state.map(str::to_owned),
        withheld: None,
    }
}

proptest! {
    /// For any person, any roles held anywhere and any record: the rights that lists go by are what the policy decides.
    #[test]
    fn sec_08_rights_are_what_the_policy_decides(
        roles in prop::collection::vec((prop::sample::select(vec!["auditor", "system-owner", "reader"]), 0..3_i64, any::<bool>(), 0..4_i64), 0..4),
        state in prop::sample::select(STATES.to_vec()),
        unit in prop::option::of(0..3_i64),
        owns in any::<bool>(),
    ) {
        let (me, unit) = (id(50), unit.map(fixed));
        let held: Vec<Held> = roles.iter().map(|(role, n, narrowed, one)| Held {
            narrowed: *narrowed,
            records: if *one == 1 { vec![fixed(99)] } else { Vec::new() },
            within: if *one > 1 { vec![fixed(96 + *one), fixed(90)] } else { Vec::new() },
            ..held(role, &[fixed(*n)])
        }).collect();
        let actor = actor(Some(me), &held);
        let head = Head { id: fixed(99), ..head(Some(state), unit, owns.then_some(me)) };
        let reaching: Vec<&str> = held.iter().filter(|held| match held {
            Held { records, .. } if !records.is_empty() => true,
            Held { within, narrowed, units, .. } if !within.is_empty() => {
                within.contains(&fixed(99)) && (!narrowed || unit.is_some_and(|unit| units.contains(&unit)))
            }
            Held { role, narrowed: false, .. } if role == "auditor" => true,
            held => unit.is_some_and(|unit| held.units.contains(&unit)),
        }).map(|held| held.role.as_str()).collect();
        for action in Action::ALL {
            let subject = Subject { kind: "answer", state: Some(state), owned: owns && !held.is_empty() };
            prop_assert_eq!(
                actor.may(action, Answer::SPEC, &head),
                policy().permits(&reaching, action, subject),
                "{:?} {:?}", action, held
            );
        }
    }
}

/// The same id each time.
fn fixed(n: i64) -> Id {
    Id::seeded(Instant::from_second(n).unwrap(), 0, &[0; 10])
}
