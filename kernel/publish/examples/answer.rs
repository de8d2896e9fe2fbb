//! Sets the tests' answer in every format into a folder, and prints how long each took.

#[path = "../tests/answer/mod.rs"]
mod answer;

use std::path::PathBuf;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder to write to")?);
    std::fs::create_dir_all(&folder)?;
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 30'><rect width='60' height='20' fill='#1d4f6e'/><text x='2' y='28' font-size='6' font-family='Noto Sans'>Åtgärd</text></svg>";
    let mut document = answer::answer(svg);
    for round in 0..5 {
        document.title.push('\u{200b}');
        let begun = Instant::now();
        let bytes = stadga_publish::pdf(&document)?;
        println!("pdf {round}: {:?}, {} bytes", begun.elapsed(), bytes.len());
        std::fs::write(folder.join("answer.pdf"), bytes)?;
    }
    let begun = Instant::now();
    let bytes = stadga_publish::word(&document)?;
    println!("word: {:?}, {} bytes", begun.elapsed(), bytes.len());
    std::fs::write(folder.join("answer.docx"), bytes)?;
    Ok(())
}
