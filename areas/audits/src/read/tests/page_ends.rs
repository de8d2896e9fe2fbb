//! Sentences that go on where a page ends, over footnotes, page numbers and running headers.

use super::reading;

/// A report in which `turn` stands where the page ends.
fn report(turn: &str) -> String {
    format!(
        "Granskningsrapport\nGranskning av arkivvården i Ekdals kommun\nRevisorerna i Ekdals kommun\n\n\
         Sammanfattning\nVi har granskat om kommunstyrelsen har en ändamålsenlig arkivvård.\n\n\
         Det bör noteras att arkivet i det nya förvaltningshuset har flyttats till lokaler som\n{turn}\
         inte är avsedda för arkiv och att ingen har ansvar för dem.\n\n\
         Iakttagelser\nRevisionskriterier är arkivlagen. Det bör noteras att arkivet i det nya\n\
         förvaltningshuset har flyttats till lokaler som inte är avsedda för arkiv och att ingen har\n\
         ansvar för dem.\n"
    )
}

#[test]
fn aud_13_a_remark_over_the_end_of_a_page_is_one() {
    for turn in ["", "\n", "\n\n3\n\n", "\nEKDALS KOMMUN\n\nSida 3 av 9\n\n"] {
        let found = reading(&report(turn));
        assert_eq!(found.remarks.len(), 1, "{turn:?}: {:?}", found.remarks);
        assert!(found.remarks[0].said.as_written.ends_with("för dem."), "{turn:?}");
        assert_eq!(found.remarks[0].also.len(), 1, "{turn:?}");
    }
}

#[test]
fn aud_13_a_remark_that_was_cut_off_is_not_another() {
    let cut = report("\n\nTabell 1. Lokaler\n\nOrt och hus\n\n");
    let found =
        reading(&cut.replace("inte är avsedda för arkiv och att ingen har ansvar för dem.", "X"));
    assert_eq!(found.remarks.len(), 1, "{:?}", found.remarks);
    assert!(found.remarks[0].said.as_written.ends_with("för dem."), "the whole counts");
    assert_eq!(found.remarks[0].also.len(), 1);
}

#[test]
fn aud_13_a_name_goes_on_with_the_sentence_of_the_page_before() {
    let text = report("")
        .replace("lokaler som\ninte", "lokaler som\n\nSida 2 (9)\n\nEkdals Fastighets AB inte");
    let found = reading(&text);
    assert!(found.remarks[0].said.as_written.contains("lokaler som Ekdals Fastighets AB inte är"));
}

#[test]
fn aud_10_a_sentence_that_has_only_begun_goes_on() {
    let text = "Granskningsrapport\nGranskning av arkivvården i Ekdals kommun\nRevisorerna i Ekdals kommun\n\n\
        Sammanfattning\nVår samlade bedömning är att kommunstyrelsen har säkerställt att\n\n\
        • ansvaret för arkivet är tydligt.\n\n\
        • rutinerna är kända. Kommunens\n\nRiktlinjer följs också.\n\n\
        • gallringen sker enligt beslut.\n\nRevisionskriterier\nArkivlagen.\n";
    let verdicts = reading(text).verdicts;
    assert!(
        verdicts[0].said.as_written.ends_with("\n– gallringen sker enligt beslut."),
        "{verdicts:?}"
    );
}

#[test]
fn aud_08_a_footnote_goes_on_over_the_end_of_a_page() {
    let text = "Granskningsrapport\nGranskning av arkivvården i Ekdals kommun\nRevisorerna i Ekdals kommun\n\n\
        Iakttagelser\nArkivet har flyttats till nya lokaler under året och någon inventering har inte gjorts.1\n\n\
        1 Inom ramen för sakgranskningen framkommer följande: Inventeringen har beställts och den ska\n\n\
        vara klar innan sommaren.\n\n\
        Bedömning\nVi bedömer att arkivet inte är ordnat enligt revisionskriterierna.\n";
    let found = reading(text);
    assert_eq!(found.fact_checks.len(), 1);
    assert!(found.fact_checks[0].said.as_written.ends_with("den ska vara klar innan sommaren."));
}

#[test]
fn aud_13_what_a_footnote_parts_belongs_to_the_text_that_had_not_ended() {
    let text = report("\n1 Lokalerna hyrs av ett av kommunens bolag sedan flera år tillbaka, enligt det avtal som\n\n")
        .replace("arkivet i det nya förvaltningshuset har flyttats till lokaler", "arkivet1 i nya huset har flyttats till de lokaler");
    let found = reading(&text);
    let whole = found.remarks.iter().any(|remark| {
        remark.said.as_written.contains("till de lokaler som inte är avsedda för arkiv")
    });
    assert!(whole, "{:?}", found.remarks);
}
