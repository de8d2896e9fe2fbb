//! Names are found however they are written, and nothing else is.

use super::*;
use proptest::prelude::*;

fn person(name: &str, title: &str) -> Named {
    Named {
        name: name.into(),
        email: None,
        title: Some(title.into()).filter(|title: &String| !title.is_empty()),
        role: "medarbetare".into(),
    }
}

fn names(people: &[(&str, &str)]) -> Names {
    let people: Vec<Named> = people.iter().map(|(name, title)| person(name, title)).collect();
    Names::new(&people, "en medarbetare")
}

#[test]
fn t40_a_name_is_known_however_it_is_written() {
    let names = names(&[("Anna-Karin Åberg", "systemägare")]);
    for written in [
        "Anna-Karin Åberg",
        "ANNA-KARIN ÅBERG",
        "anna-karin åberg",
        "Anna Karin Åberg",
        "AnnaKarin Åberg",
        "Anna Åberg",
        "Åberg, Anna-Karin",
        "Åberg Anna",
        "A-K Åberg",
        "A.K. Åberg",
        "AK Åberg",
        "A. Åberg",
        "Åberg, A.",
        "Anna-Karin Å.",
        "Anna\u{ad}-Karin\u{a0}Å\u{ad}berg",
        "Anna-Karin A\u{30a}berg",
        "Anna-Karin\nÅberg",
        "Åberg (Anna-Karin)",
    ] {
        let text = names.replaced(&format!("Det sade {written} i går"));
        let plain = text.replace(")", "").replace(". i går", " i går");
        assert_eq!(plain, "Det sade systemägare i går", "{written}");
    }
}

#[test]
fn t40_the_genitive_stays_one_and_a_mail_address_goes_whole() {
    let names = names(&[("Bo Ek", "systemägare"), ("Lars Lind", "it-chef")]);
    assert_eq!(names.replaced("Bo Eks och Lars Linds svar"), "systemägares och it-chefs svar");
    assert_eq!(names.replaced("Bo Ek's svar"), "systemägares svar");
    assert_eq!(names.replaced("skriv till bo.ek@region.example."), "skriv till systemägare.");
    assert_eq!(names.replaced("ext-lars_lind2@a.se, tack"), "ext-lars_lind2@a.se, tack");
    assert_eq!(names.replaced("ext.lars_lind@a.se, tack"), "it-chef, tack");
    let mail = Named { email: Some("bek01@region.example".into()), ..person("Bo Ek", "ägare") };
    let names = Names::new(&[mail], "någon");
    assert_eq!(names.replaced("BEK01@region.example"), "ägare");
}

#[test]
fn t40_who_is_named_in_full_is_known_by_one_name_alone() {
    let all = names(&[("Anna Berg", "systemägare"), ("Anna Lind", "it-chef")]);
    assert_eq!(all.replaced("Berg menar det"), "Berg menar det");
    let one = all.knowing(["Anna Berg har svarat."]);
    assert_eq!(
        one.replaced("Berg menar det, Anna också, ett berg"),
        "systemägare menar det, systemägare också, ett berg"
    );
    let tied = names(&[("Anna-Karin Berg", "it-chef")]).knowing(["Anna-Karin Berg"]);
    assert_eq!(tied.replaced("Anna-Karin i Bergs-Byn"), "it-chef i Bergs-Byn");
    let both = all.knowing(["Anna Berg och Anna Lind"]);
    assert_eq!(both.replaced("Anna menar det"), "en medarbetare menar det");
}

#[test]
fn t40_a_title_in_which_somebody_is_named_is_not_used() {
    let all = names(&[("Anna Berg", "Ersättare för Bo Ek"), ("Bo Ek", "it-chef")]);
    assert_eq!(all.replaced("Anna Berg"), "medarbetare");
    let single = names(&[("It-chef", "It-chef vid it")]);
    assert_eq!(single.replaced("It-chef säger"), "medarbetare säger");
}

#[test]
fn other_words_stay_as_they_are() {
    let all = names(&[("Sten Berg", "x"), ("Registrator", "y")]);
    let text = "En sten på ett berg; stenberg. A berg. Registratorer och registrator.";
    assert_eq!(all.replaced(text), text);
    assert_eq!(names(&[("", "x"), ("-", "y")]).replaced("a - b"), "a - b");
}

const GIVEN: [&str; 8] = ["Anna", "Lars", "Åsa", "Karl-Erik", "Märta", "Zoë", "Bo", "Max"];
const FAMILY: [&str; 8] =
    ["Berg", "Öhman", "Lindqvist", "von Platen", "Ek", "Strand", "Alm-Ros", "Nyström"];
/// Words around names.
const WORDS: [&str; 6] = ["svarade", "att", "enligt", "(bilaga 3)", "–", "och"];

fn written(given: &str, family: &str, way: usize) -> String {
    let first = given.chars().next().unwrap_or_default();
    match way {
        0 => format!("{given} {family}"),
        1 => format!("{family}, {given}"),
        2 => format!("{first}. {family}"),
        3 => format!("{given} {family}s"),
        4 => format!("{given} {family}").to_uppercase(),
        5 => format!("{given}.{family}@region.example").to_lowercase().replace(' ', ""),
        _ => format!("{family} {first}"),
    }
}

proptest! {
    /// Whatever people there are and however they are named: after it none of their names is left.
    #[test]
    fn t40_no_name_survives(
        people in proptest::collection::vec((0..8_usize, 0..8_usize), 1..5),
        said in proptest::collection::vec((0..5_usize, 0..7_usize, 0..6_usize), 1..12),
    ) {
        let called = |at: usize| people.get(at % people.len()).map(|(g, f)| (GIVEN[*g], FAMILY[*f])).unwrap();
        let all: Vec<Named> =
            (0..people.len()).map(|at| person(&format!("{} {}", called(at).0, called(at).1), "handläggare")).collect();
        let names = Names::new(&all, "någon");
        let parts = said.iter().map(|(who, way, word)| {
            let (given, family) = called(*who);
            format!("{} {}", written(given, family, *way), WORDS[*word])
        });
        let text = parts.collect::<Vec<_>>().join(" ");
        let left = names.knowing([text.as_str()]).replaced(&text);
        let words: Vec<String> = words(&left).into_iter().map(|word| word.folded).collect();
        for (_, family) in said.iter().map(|(who, ..)| called(*who)) {
            let last = super::words(family).pop().unwrap().folded;
            prop_assert!(!words.iter().any(|word| word.trim_end_matches('s') == last.trim_end_matches('s')), "{text}\n{left}");
        }
    }

    /// Any text and any name end in a text.
    #[test]
    fn any_text_is_borne(text in "\\PC{0,60}", name in "\\PC{0,20}") {
        let names = names(&[(name.as_str(), "x"), ("Anna Berg", "y")]);
        names.knowing([text.as_str()]).replaced(&text);
    }
}
