//! Mends how widths of letters are said in a PDF, so that words are parted where they should be.
//!
//! PDF says the widths of a composite font's letters as lists (`first [w w …]`) or as ranges
//! (`first last w`, ISO 32000-1 §9.7.4.3). The reader that we use takes ranges wrongly, so they are
//! made into lists first.

use pdf_extract::{Dictionary, Document, Object};

/// A font has no more letters than this.
const MOST_LETTERS: i64 = 65_536;

/// Makes every range of widths in `document` a list.
pub(super) fn mend(document: &mut Document) {
    let mended: Vec<_> = document
        .objects
        .iter()
        .filter_map(|(id, object)| Some((*id, lists(document, object.as_dict().ok()?)?)))
        .collect();
    for (id, widths) in mended {
        if let Some(Ok(font)) = document.objects.get_mut(&id).map(Object::as_dict_mut) {
            font.set("W", widths);
        }
    }
}

/// The widths of `font` with lists only, or none where it has no ranges.
fn lists(document: &Document, font: &Dictionary) -> Option<Vec<Object>> {
    let widths = font.get_deref(b"W", document).ok()?.as_array().ok()?;
    let mut out = Vec::new();
    let (mut rest, mut letters, mut ranges) = (widths.as_slice(), 0, false);
    loop {
        rest = match rest {
            [first, list, rest @ ..] if list.as_array().is_ok() => {
                out.extend([first.clone(), list.clone()]);
                rest
            }
            [first, last, width, rest @ ..] => {
                let (first, last) = (first.as_i64().ok()?, last.as_i64().ok()?);
                let count = last.checked_sub(first)?.checked_add(1)?;
                letters += count;
                if count < 1 || letters > MOST_LETTERS {
                    return None;
                }
                let list = vec![width.clone(); usize::try_from(count).ok()?];
                out.extend([Object::Integer(first), Object::Array(list)]);
                ranges = true;
                rest
            }
            _ => return ranges.then_some(out),
        };
    }
}

#[cfg(test)]
mod tests {
    use pdf_extract::dictionary;

    use super::*;

    #[test]
    fn ranges_become_lists() {
        let list =
            |widths: &[i64]| Object::Array(widths.iter().map(|w| Object::Integer(*w)).collect());
        let widths = vec![5.into(), list(&[400, 410]), 7.into(), 9.into(), 500.into()];
        let mut document = Document::new();
        let font = document.add_object(dictionary! { "W" => widths });
        mend(&mut document);
        let font = document.get_dictionary(font).unwrap();
        let expected = vec![5.into(), list(&[400, 410]), 7.into(), list(&[500, 500, 500])];
        assert_eq!(font.get(b"W").unwrap(), &Object::Array(expected));
    }

    #[test]
    fn a_range_without_end_is_left_alone() {
        let mut document = Document::new();
        let widths: Vec<Object> = vec![0.into(), i64::MAX.into(), 500.into()];
        let font = document.add_object(dictionary! { "W" => widths.clone() });
        mend(&mut document);
        assert_eq!(
            document.get_dictionary(font).unwrap().get(b"W").unwrap(),
            &Object::Array(widths)
        );
    }
}
