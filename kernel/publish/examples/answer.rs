//! Sets the tests' answer in every format into a folder, and prints how long each took.

#[path = "../tests/it/answer.rs"]
mod answer;

use std::path::PathBuf;
use std::time::Instant;

use stadga_publish::chart::{Bars, Part, Series, Stacked};
use stadga_publish::document::{Colour, Grade, Language, figure};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder to write to")?);
    std::fs::create_dir_all(&folder)?;
    let (bars, stacked) = (bars().svg(), stacked().svg());
    let mut document = answer::answer(&bars);
    document.push(figure(&stacked, "Tio uppfyllda, en delvis.", "Bedömningar"));
    for round in 0..6 {
        document.reference = Some(format!("RS 2026/014{round}"));
        let begun = Instant::now();
        let bytes = stadga_publish::pdf(&document)?;
        println!("pdf {round}: {:?}, {} bytes", begun.elapsed(), bytes.len());
        std::fs::write(folder.join("answer.pdf"), bytes)?;
    }
    let begun = Instant::now();
    let bytes = stadga_publish::word(&document)?;
    println!("word: {:?}, {} bytes", begun.elapsed(), bytes.len());
    std::fs::write(folder.join("answer.docx"), bytes)?;
    std::fs::write(folder.join("bars.svg"), bars)?;
    std::fs::write(folder.join("stacked.svg"), stacked)?;
    Ok(())
}

fn bars() -> Bars {
    let series = |name: &str, values: [u64; 4]| Series {
        name: name.into(),
        values: values.into(),
        ..Series::default()
    };
    Bars {
        id: "kvartal".into(),
        title: "Åtgärder per kvartal 2025".into(),
        description: "Inkomna, avslutade och försenade åtgärder.".into(),
        period_title: "Kvartal".into(),
        language: Language::Swedish,
        periods: (1..=4).map(|number| format!("kv {number} 2025")).collect(),
        series: vec![
            series("Inkomna", [12, 9, 4, 17]),
            series("Avslutade", [3, 8, 10, 11]),
            series("Försenade", [0, 2, 5, 4]),
        ],
    }
}

fn stacked() -> Stacked {
    let part = |symbol: &str, word: &str, colour, count| Part {
        grade: Grade { symbol: symbol.into(), word: word.into(), colour },
        count,
        href: None,
    };
    Stacked {
        id: "bedomning".into(),
        title: "Bedömningar".into(),
        description: "Tio uppfyllda, en delvis, tre utan bedömning.".into(),
        language: Language::Swedish,
        header: ["Bedömning".into(), "Antal".into()],
        parts: vec![
            part("●", "Uppfylld", Colour::Green, 10),
            part("◐", "Delvis uppfylld", Colour::Yellow, 4),
            part("○", "Ej uppfylld", Colour::Red, 2),
            part("–", "Inte längre aktuell", Colour::White, 3),
        ],
    }
}
