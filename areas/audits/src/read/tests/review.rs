//! The consultant's review of 2019, as far as its kind has these parts (AUD-30).

use jiff::civil::date;

use super::{Kind, reading, sample};

#[test]
fn aud_30_a_review_has_assignment_categories_gap_and_phases() {
    let Some(text) = sample("rjh-genomlysning-2019.txt") else { return };
    let found = reading(&text);
    assert_eq!(found.kind, Kind::Review);
    assert_eq!(found.identity.title.unwrap().as_written, "Genomlysning av IT-funktionen");
    assert_eq!(found.identity.dates[0].date, Some(date(2019, 11, 18)));
    assert_eq!(found.identity.client.unwrap().as_written, "regiondirektören");
    let review = found.review.unwrap();
    let names: Vec<&str> =
        review.categories.iter().map(|category| category.name.as_str()).collect();
    assert_eq!(
        names,
        ["Sourcingstrategi", "Organisation", "Ledning och styrning", "Finansieringsmodell"]
    );
    assert_eq!(
        review.categories.iter().map(|c| c.questions.len()).collect::<Vec<_>>(),
        [7, 3, 4, 6]
    );
    assert_eq!((review.gap.len(), review.phases.len()), (3, 3));
    // What leads in a list is told with it, and what stands under the purpose is not told twice.
    let purpose = &found.purpose;
    assert!(!review.assignment.is_empty());
    for said in &review.assignment {
        assert!(!said.as_written.ends_with(':'), "{said:?}");
        assert!(!purpose.iter().any(|purpose| purpose.lines.meet(said.lines)), "{said:?}");
    }
    let methods: Vec<&str> = found.methods.iter().map(|method| method.key.as_str()).collect();
    assert_eq!(methods.len(), 4, "{:?}", found.methods);
    assert!(found.methods.iter().any(|method| method.said.as_written.contains("presumtiva")));
}

#[test]
fn aud_06_a_review_names_functions_and_no_persons() {
    let Some(text) = sample("rjh-genomlysning-2019.txt") else { return };
    let found = reading(&text);
    assert_eq!((found.documents.len(), found.interviews.len()), (16, 21));
    let section: Vec<&str> = text.split('\n').skip(163).take(22).collect();
    for entry in section.iter().filter_map(|line| line.strip_prefix("- ")) {
        let name = entry.split(',').next().unwrap();
        assert!(!found.interviews.iter().any(|interviewed| interviewed.function.contains(name)));
    }
}

#[test]
fn aud_12_a_review_recommends_by_section() {
    let Some(text) = sample("rjh-genomlysning-2019.txt") else { return };
    let sections: Vec<String> =
        reading(&text).recommendations.iter().filter_map(|r| r.places[0].section.clone()).collect();
    for section in ["3.1.5", "3.2", "3.3", "3.3.1", "3.5"] {
        assert!(sections.iter().any(|known| known == section), "{section} in {sections:?}");
    }
}

#[test]
fn aud_12_what_was_slanted_bears_no_stars() {
    let Some(text) = sample("rjh-genomlysning-2019.txt") else { return };
    let advice = reading(&text).recommendations;
    assert!(!advice.iter().any(|one| one.said.as_written.contains('*')), "{advice:?}");
}
