//! Any bytes as separated text: rows in order, or nothing; never a crash.
#![no_main]

libfuzzer_sys::fuzz_target!(init: stadga_publish_fuzz::contain(), |bytes: &[u8]| {
    let Some(sheet) = stadga_publish::sheet::read_csv(bytes) else { return };
    assert!(sheet.rows.is_sorted_by(|one, next| one.number < next.number));
    for row in &sheet.rows {
        assert!(row.cells.is_sorted_by(|one, next| one.column < next.column));
    }
});
