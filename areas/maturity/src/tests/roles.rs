//! Who sees what: nothing without a role, nothing that a mark withholds in results, list, documents or chapter (SEC-01, SEC-08).

use stadga_model::{Id, Mark, MarkState, Prose, Term};
use stadga_publish::text_in::text_of;
use stadga_testkit::World;

use super::area::{NOBODY, ground};
use crate::{MaturityAssessment, MaturityRound};

#[tokio::test]
async fn sec_08_who_has_no_role_sees_nothing_of_maturity() {
    let world = World::of(ground()).await;
    let mut nobody = world.sign_in(NOBODY).await;
    let (round, assessment): (Id<MaturityRound>, Id<MaturityAssessment>) =
        (world.id("mat-2025"), world.id("mog-2026-hsf"));
    for path in ["/maturity", "/maturity/work", "/maturity/needed"] {
        nobody.get(path).await.lacks("Trafikförvaltningen").lacks("Mognadsmätning 2025");
    }
    for path in [
        format!("/maturity-round/{round}/documents/report.pdf"),
        format!("/maturity-round/{round}/choose"),
        format!("/maturity-assessment/{assessment}/answer"),
        format!("/maturity-assessment/{assessment}/answer/risk"),
    ] {
        let answer = nobody.get(&path).await;
        assert!([403, 404].contains(&answer.status.as_u16()), "{path}: {}", answer.status);
    }
}

#[tokio::test]
async fn sec_01_what_a_mark_withholds_of_an_assessment_is_in_no_result() {
    let mut areas = ground();
    areas.push(stadga_secrecy::area());
    let world = World::of(areas).await;
    let mark = Mark {
        about: "maturity-assessment".into(),
        of: world.fixtures.id("mog-2025-trafik").unwrap(),
        state: MarkState::Active,
        fields: ["answers", "results", "level", "causes", "needed"].map(String::from).to_vec(),
        ground: Term::from("osl-18-8"),
        reason: Prose::from("skäl"),
        review: "2027-11-22".parse().unwrap(),
        readers: vec![world.fixtures.id("strateg").unwrap()],
        roles: Vec::new(),
        hidden: false,
        unit: None,
        owner: None,
    };
    world.door().create(&mark, "").await.unwrap();
    let round: Id<MaturityRound> = world.id("mat-2025");
    let mut client = world.sign_in("rs-ledamot").await;
    for path in [
        format!("/maturity?round={round}"),
        format!("/maturity/needed?round={round}"),
        format!("/maturity-assessment/{}", world.fixtures.id("mog-2025-trafik").unwrap()),
    ] {
        let answer = client.get(&path).await;
        answer
            .is(200)
            .lacks("Säkerhetskrav i trafikavtalen")
            .lacks("Reservrutiner för trafikledningen");
    }
    let report = client.get(&format!("/maturity-round/{round}/documents/report.docx")).await;
    let words = text_of("a.docx", &report.is(200).bytes).unwrap().text;
    assert!(words.contains("Trafikförvaltningen") && !words.contains("trafikavtalen"), "{words}");
    let unit = world.fixtures.id("trafik").unwrap();
    let one = client.get(&format!("/maturity?round={round}&unit={unit}")).await;
    one.is(200).has("Inget område har en nivå än.");
}
