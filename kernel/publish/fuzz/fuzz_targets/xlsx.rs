//! Any bytes as a sheet of an Excel file that is whole but for it.
#![no_main]

const RELATIONS: &[u8] =
    b"<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>";
const BOOK: &[u8] =
    b"<workbook xmlns:r='r'><sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets></workbook>";
const STRINGS: &[u8] = b"<sst><si><t>one</t></si><si><t>two</t></si></sst>";

libfuzzer_sys::fuzz_target!(init: stadga_publish_fuzz::contain(), |sheet: &[u8]| {
    let parts = [
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let _ = stadga_publish::sheet::read_workbook(&stadga_publish_fuzz::zipped(&parts));
});
