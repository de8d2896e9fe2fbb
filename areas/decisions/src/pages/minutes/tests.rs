//! What of a reading is kept: only what was taken, as it was mended, and nothing while something is lacking.

use super::{Choices, Read, kept::minutes};
use crate::{
    minute::Treatment,
    read::{Words, read},
};
use stadga_model::{FileId, Id};
use stadga_store::StoredFile;

const TEXT: &str = "Sammanträdesdatum 2026-10-20\n§ 88 Uppföljning av loggkontroll\nBeslut\nNämnden godkänner uppföljningen.\n\
    § 89 Handlingsplan för dataskydd\nNämnden noterar informationen och ger förvaltningen i uppdrag att återkomma.\n";

fn handed_in() -> Read {
    let reading = read(TEXT, Words::shipped().unwrap());
    let file = StoredFile {
        id: FileId("ab".repeat(32)),
        name: "protokoll.txt".into(),
        media: "text/plain".into(),
        at: stadga_testkit::rules::now(),
        bytes: TEXT.into(),
    };
    Read { file, lines: TEXT.lines().map(str::to_owned).collect(), reading }
}

/// What a form says that takes both findings, the second one with this treatment.
fn form(body: Id, second: &str) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("body", &*body.to_string()), ("day", "2026-10-20")])
        .extend_pairs([("take.0", "yes"), ("title.0", "Loggkontroll"), ("area.0", "access")])
        .extend_pairs([("treatment.0", "follow-up"), ("bearing.0", "yes")])
        .extend_pairs([("take.1", "yes"), ("title.1", "Dataskydd"), ("area.1", "data-protection")])
        .extend_pairs([("treatment.1", second)])
        .finish()
}

#[test]
fn aud_25_of_minutes_only_what_is_agreed_to_is_kept() {
    let (read, body) = (handed_in(), crate::tests::id(9));
    assert_eq!(read.reading.found.len(), 2);
    let lacking = Choices::sent(&read, form(body, "").as_bytes());
    assert_eq!(lacking.faults(), ["minutes-lacks-treatment"]);
    let whole = Choices::sent(&read, form(body, "information").as_bytes());
    assert!(whole.faults().is_empty());
    let kept = minutes(&read, &whole);
    let told: Vec<_> =
        kept.iter().map(|one| (one.title.as_str(), one.treatment, one.bearing)).collect();
    assert_eq!(
        told,
        [("Loggkontroll", Treatment::FollowUp, true), ("Dataskydd", Treatment::Information, false)]
    );
    assert_eq!((kept[0].paragraph.as_deref(), kept[0].body), (Some("§ 88"), body));
    let dropped = form(body, "information").replace("take.1=yes", "");
    assert_eq!(minutes(&read, &Choices::sent(&read, dropped.as_bytes())).len(), 1);
    let nothing = Choices::sent(&read, b"");
    assert_eq!(
        nothing.faults(),
        ["minutes-lacks-items", "minutes-lacks-body", "minutes-lacks-day"]
    );
}
