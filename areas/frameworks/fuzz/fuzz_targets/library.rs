//! Any bytes as a library, catalogue, profile, mapping or sheet, in JSON, YAML, XML or CSV: what is read has its tree in
//! order, never a crash. What begins with `<` is read as XML, whatever the file is called.
#![no_main]

use stadga_frameworks::read::read;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    for name in ["a.yaml", "a.csv"] {
        let Ok(library) = read(&[(name, bytes)]) else { continue };
        for scheme in &library.frameworks {
            let count = scheme.requirements.len();
            for (place, one) in scheme.requirements.iter().enumerate() {
                assert!(one.under.is_none_or(|under| under < count && under != place));
                assert!(!one.requirement.title.is_empty());
                assert!(one.requirement.title.chars().count() <= 1_000);
            }
        }
        for mapping in &library.mappings {
            assert!(mapping.pairs.len() <= 1_000_000);
        }
    }
});
