//! A picture that a telephone reads: text as a QR code, drawn as SVG.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// The quiet zone around the code, in modules (ISO/IEC 18004, 9.1).
const QUIET: i32 = 4;

/// The picture, black on white whatever the page's colours; none where the text is too long for one.
pub(super) fn picture(text: &str, label: &str) -> Option<Markup> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size() + 2 * QUIET;
    Some(html! {
        svg.qr role="img" aria-label=(label) viewBox=(format!("0 0 {side} {side}")) width="240" height="240"
            shape-rendering="crispEdges" {
            rect width=(side) height=(side) fill="#fff" {}
            path d=(dark(&code)) fill="#000" {}
        }
    })
}

/// The dark modules as squares of one path.
fn dark(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            // Writing to a string does not fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_quiet_zone() {
        let svg = picture("otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ", "QR").unwrap().into_string();
        assert!(svg.contains("M4 4h1v1h-1z") && svg.contains("aria-label=\"QR\""), "{svg}");
        assert!(!svg.contains("M3 ") && !svg.contains("M0 0h"), "{svg}");
        assert!(picture(&"x".repeat(9_999), "QR").is_none());
    }
}
