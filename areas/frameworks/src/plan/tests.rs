//! Plans over what is here: new, changed, gone, settled; ids stay.

mod returned;

use super::*;
use crate::read::{read, tests::sample};
use stadga_testkit::rules::{now, revision};

fn at() -> Now {
    Now { at: now(), today: "2024-01-24".parse().unwrap(), file: None, into: Into::Known }
}

fn library(text: &str) -> Library {
    read(&[("a.yaml", text.as_bytes())]).unwrap()
}

fn small(version: u8, requirements: &str) -> Library {
    library(&format!(
        "version: {version}\nobjects:\n  framework:\n    urn: urn:x:f\n    ref_id: F\n    name: F\n    requirement_nodes:\n{requirements}"
    ))
}

const FIRST: &str = "    - {urn: 'urn:x:1', ref_id: '1', name: Ett, assessable: false, depth: 1}\n    - {urn: 'urn:x:1.1', ref_id: '1.1', name: Ett ett, assessable: true, depth: 2, parent_urn: 'urn:x:1'}\n    - {urn: 'urn:x:1.2', ref_id: '1.2', name: Ett två, assessable: true, depth: 2, parent_urn: 'urn:x:1'}\n";

/// What stands after a plan was written.
fn after(plan: &Plan, mut here: Standing) -> Standing {
    fn put<R: Record>(all: &mut Vec<Here<R>>, row: &Planned) {
        if row.kind != R::KIND {
            return;
        }
        let Some(body) = row.body() else { return };
        let record = revision(row.id, row.kind, body);
        let typed = record.typed().unwrap();
        match all.iter_mut().find(|(one, _)| one.head.id == row.id) {
            Some(one) => *one = (record, typed),
            None => all.push((record, typed)),
        }
    }
    for row in &plan.rows {
        put(&mut here.frameworks, row);
        put(&mut here.requirements, row);
        put(&mut here.mappings, row);
        put(&mut here.controls, row);
        put(&mut here.threats, row);
        put(&mut here.matrices, row);
    }
    here
}

#[test]
fn ctl_01_an_update_keeps_ids_and_tells_what_is_new_changed_and_gone() {
    let first = plan(small(1, FIRST), &Standing::default(), &at()).unwrap();
    assert_eq!(first.counts(), [4, 0, 0, 0]);
    let here = after(&first, Standing::default());
    assert_eq!(plan(small(1, FIRST), &here, &at()).unwrap().counts(), [0, 0, 0, 4]);
    let next = "    - {urn: 'urn:x:1', ref_id: '1', name: Ett, assessable: false, depth: 1}\n    - {urn: 'urn:y:1.1', ref_id: '1.1', name: Ett ett i ny form, assessable: true, depth: 2, parent_urn: 'urn:x:1'}\n    - {urn: 'urn:x:1.3', ref_id: '1.3', name: Ett tre, assessable: true, depth: 2, parent_urn: 'urn:x:1'}\n";
    let second = plan(small(2, next), &here, &at()).unwrap();
    // The framework's version and 1.1; 1.3 is new, 1.2 is gone.
    assert_eq!(second.counts(), [1, 2, 1, 1]);
    let id = |reference: &str| {
        let found =
            here.requirements.iter().find(|(_, o)| o.reference.as_deref() == Some(reference));
        found.unwrap().0.head.id
    };
    let changed = second.rows.iter().find(|row| row.title.contains("ny form")).unwrap();
    assert_eq!(changed.id, id("1.1"));
    let Outcome::Changed { values, .. } = &changed.outcome else { panic!() };
    let fields: Vec<_> = values.keys().map(String::as_str).collect();
    assert_eq!(fields, ["title", "urn"]);
    let gone = second.rows.iter().find(|row| matches!(row.outcome, Outcome::Gone { .. })).unwrap();
    assert_eq!(gone.id, id("1.2"));
    let here = after(&second, here);
    // What comes back is no longer withdrawn.
    let third = plan(small(1, FIRST), &here, &at()).unwrap();
    let back = third.rows.iter().find(|row| row.id == gone.id).unwrap();
    assert_eq!(back.body().unwrap().get("withdrawn"), Some(&serde_json::Value::Null));
}

#[test]
fn ctl_01_what_people_have_said_of_a_framework_stands() {
    let first = plan(small(1, FIRST), &Standing::default(), &at()).unwrap();
    let mut here = after(&first, Standing::default());
    let own = stadga_testkit::rules::id(7);
    here.frameworks[0].1.unit = Some(own);
    here.frameworks[0].0.body = body_of(&here.frameworks[0].1).unwrap();
    let again = plan(small(1, FIRST), &here, &at()).unwrap();
    assert_eq!(again.counts(), [0, 0, 0, 4]);
}

#[test]
fn ctl_01_a_version_under_another_name_can_be_said_to_be_one() {
    let first = plan(small(1, FIRST), &Standing::default(), &at()).unwrap();
    let here = after(&first, Standing::default());
    let other = library(
        "version: 2\nobjects:\n  framework:\n    urn: urn:y:g\n    ref_id: G\n    name: G\n    requirement_nodes:\n    - {urn: 'urn:y:1.1', ref_id: '1.1', name: Ett ett, assessable: true, depth: 2}\n",
    );
    assert_eq!(plan(other.clone(), &here, &at()).unwrap().counts(), [2, 0, 0, 0]);
    let of = Now { into: Into::Of(here.frameworks[0].0.head.id.cast()), ..at() };
    // The framework and 1.1 are otherwise; 1 and 1.2 are gone.
    assert_eq!(plan(other, &here, &of).unwrap().counts(), [0, 2, 2, 0]);
}

#[test]
fn ctl_05_a_mapping_is_settled_whichever_comes_first() {
    let names = ["nist-csf-1.1", "nist-csf-2.0", "map-nist-csf-1.1-nist-csf-2.0"];
    let mut files = Vec::new();
    for name in names {
        let Some(bytes) = sample(&format!("ciso-assistant/{name}.yaml")) else { return };
        files.push(read(&[(name, &bytes)]).unwrap());
    }
    for order in [[0, 1, 2], [2, 0, 1], [0, 2, 1]] {
        let mut here = Standing::default();
        for nth in order {
            let plan = plan(files[nth].clone(), &here, &at()).unwrap();
            here = after(&plan, here);
        }
        let mapping = &here.mappings[0].1;
        assert!(mapping.source.is_some() && mapping.target.is_some(), "{order:?}");
        let open = mapping.pairs.iter().filter(|p| p.source.is_none() || p.target.is_none());
        assert_eq!(open.count(), 0, "{order:?}");
    }
}

#[test]
fn ctl_05_controls_are_linked_and_those_that_are_not_here_are_told() {
    let text = "objects:\n  reference_controls:\n  - {urn: 'urn:c:1', ref_id: C1, name: Kontroll}\n  framework:\n    urn: f\n    name: F\n    requirement_nodes:\n    - {urn: r, assessable: true, reference_controls: ['urn:c:1', 'urn:c:2']}\n";
    let plan = plan(library(text), &Standing::default(), &at()).unwrap();
    let here = after(&plan, Standing::default());
    assert_eq!(here.requirements[0].1.controls, [here.controls[0].0.head.id.cast()]);
    let absent: Vec<_> = plan.remarks.of("absent").map(|r| &*r.what).collect();
    assert_eq!(absent, ["urn:c:2"]);
}

#[test]
fn ctl_01_what_bears_the_same_name_twice_keeps_its_ids_when_it_comes_again() {
    let twice = "    - {urn: 'urn:x:1', ref_id: '1', name: Ett, assessable: true}\n    - {urn: 'urn:x:1', ref_id: '1', name: Ett till, assessable: true}\n    - {name: Utan namn i världen, assessable: true}\n    - {name: Utan namn i världen, assessable: true}\n    - {urn: 'urn:x:2', parent_urn: 'urn:x:1', name: Under, assessable: true}\n";
    let first = plan(small(1, twice), &Standing::default(), &at()).unwrap();
    let repeated: Vec<_> = first.remarks.of("repeated").map(|one| &*one.what).collect();
    assert_eq!(repeated, ["urn:x:1"]);
    let here = after(&first, Standing::default());
    let titled = |title: &str| {
        let found = here.requirements.iter().find(|(_, one)| one.title == title);
        found.unwrap().0.head.id
    };
    // The first of them is the one that others mean.
    let under = &here.requirements.iter().find(|(_, one)| one.title == "Under").unwrap().1;
    assert_eq!(under.parent.map(Id::cast), Some(titled("Ett")));
    assert_eq!(plan(small(1, twice), &here, &at()).unwrap().counts(), [0, 0, 0, 6]);
    // Where one of them is gone, the other is still the one that it was.
    let one = "    - {urn: 'urn:x:1', ref_id: '1', name: Ett till, assessable: true}\n";
    let second = plan(small(1, one), &here, &at()).unwrap();
    let kept = second.rows.iter().find(|row| row.title == "1 Ett till").unwrap();
    assert_eq!(kept.id, titled("Ett till"));
    assert_eq!(second.counts()[0], 0);
}

#[test]
fn ctl_05_links_that_people_have_made_stand_when_the_file_comes_again() {
    let first = plan(small(1, FIRST), &Standing::default(), &at()).unwrap();
    let mut here = after(&first, Standing::default());
    let (record, one) = &mut here.requirements[1];
    one.controls = vec![stadga_testkit::rules::id(8)];
    one.threats = vec![stadga_testkit::rules::id(9)];
    record.body = body_of(one).unwrap();
    assert_eq!(plan(small(1, FIRST), &here, &at()).unwrap().counts(), [0, 0, 0, 4]);
}

#[test]
fn ctl_01_texts_from_a_sheet_stand_beside_what_comes_along() {
    let shipped = || crate::shipped::library("iso-27001-2022").unwrap();
    let here = after(&plan(shipped(), &Standing::default(), &at()).unwrap(), Standing::default());
    let of = Now { into: Into::Of(here.frameworks[0].0.head.id.cast()), ..at() };
    // Bought texts, for one control only; its title and its names in the world are not in the sheet.
    let sheet =
        read(&[("inkopt.csv", "Beteckning;Kravtext\nA.5.1;Vår inköpta text.\n".as_bytes())]);
    let texts = plan(sheet.unwrap(), &here, &of).unwrap();
    let named = |here: &Standing| {
        let found =
            here.requirements.iter().find(|(_, one)| one.reference.as_deref() == Some("A.5.1"));
        found.unwrap().1.clone()
    };
    let before = named(&here);
    let bought = after(&texts, here);
    assert_eq!(bought.frameworks[0].1.urn, Some(crate::shipped::urn("iso-27001-2022")));
    let one = named(&bought);
    assert_eq!(one.text.as_ref().unwrap().0, "Vår inköpta text.");
    assert_eq!((&one.title, &one.urn), (&before.title, &before.urn));
    assert_eq!(one.translations, before.translations);
    // Brought up to date again, the texts are still there, and nothing is there twice.
    let again = plan(shipped(), &bought, &at()).unwrap();
    assert_eq!(again.counts()[0], 0, "nothing new");
    let last = named(&after(&again, bought));
    assert_eq!((last.text, last.withdrawn), (one.text, None));
}
