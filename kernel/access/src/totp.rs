//! One-time codes from an app (RFC 6238), and recovery codes for whoever has lost it.

use crate::{TokenFault, token::random};
use stadga_model::Instant;
use totp_rs::{Builder, Totp};

/// As long as the digest that codes are made with (RFC 4226, 4).
const SECRET: usize = 20;
/// So many recovery codes are given at a time.
const RECOVERY: usize = 10;
/// The signs of recovery codes, and how many stand together: 16 signs of 5 bits cannot be guessed.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const GROUPS: usize = 4;

/// A new secret for an app.
///
/// # Errors
/// When the operating system gives no randomness.
pub fn new_totp_secret() -> Result<Vec<u8>, TokenFault> {
    random::<SECRET>().map(Vec::from)
}

/// The secret as an address that apps read from a picture (`otpauth://…`); none where the names cannot stand in one.
pub fn totp_address(secret: &[u8], organisation: &str, account: &str) -> Option<String> {
    // A colon parts issuer and account in such an address.
    let issuer = format!("Stadga {organisation}").replace(':', " ");
    let app = app(secret).with_issuer(Some(issuer)).with_account_name(account.replace(':', " "));
    app.build().ok()?.to_url().ok()
}

/// The secret as text for an app that cannot read the picture, in groups of four.
pub fn totp_text(secret: &[u8]) -> String {
    let text = totp_rs::Secret::from(secret.to_vec()).to_base32();
    let groups: Vec<_> = text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
    groups.join(" ")
}

/// The step of time that a code belongs to, at most one step away from `at`; none if it is no code of this secret. A step
/// counts once: the caller remembers the last.
pub fn totp_step(secret: &[u8], code: &str, at: Instant) -> Option<i64> {
    let code: String = code.chars().filter(|c| !c.is_whitespace()).collect();
    let is_code = code.len() == 6 && code.bytes().all(|digit| digit.is_ascii_digit());
    let seconds = u64::try_from(at.as_second()).ok().filter(|_| is_code)?;
    i64::try_from(totp(secret)?.check(&code, seconds)?).ok()
}

/// The code of this secret at an instant: what the app shows. For tests and demonstrations.
pub fn totp_code(secret: &[u8], at: Instant) -> Option<String> {
    let seconds = u64::try_from(at.as_second()).ok()?;
    Some(totp(secret)?.generate(seconds).to_string())
}

fn app(secret: &[u8]) -> Builder {
    Builder::new().with_secret(secret.to_vec())
}

fn totp(secret: &[u8]) -> Option<Totp> {
    app(secret).build().ok()
}

/// New recovery codes, as their holder writes them down: `abcd-efgh-ijkm-npqr`.
///
/// # Errors
/// When the operating system gives no randomness.
pub fn new_recovery_codes() -> Result<Vec<String>, TokenFault> {
    let code = |_| {
        let bytes = random::<{ 4 * GROUPS }>()?;
        let sign = |byte: &u8| SIGNS.get(usize::from(byte % 32)).map(|sign| char::from(*sign));
        let groups = bytes.chunks(4).map(|group| group.iter().filter_map(sign).collect::<String>());
        Ok(groups.collect::<Vec<_>>().join("-"))
    };
    (0..RECOVERY).map(code).collect()
}

/// A recovery code as it is hashed: whatever case, gaps and dashes it was written with. None if it looks like none.
pub fn recovery_code(written: &str) -> Option<String> {
    let plain = written.to_lowercase().replace(['-', ' '], "");
    let fits = plain.len() == 4 * GROUPS && plain.bytes().all(|sign| SIGNS.contains(&sign));
    fits.then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Instant {
        Instant::from_second(second).unwrap()
    }

    #[test]
    fn sec_08_codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, cut to six digits.
        let secret = b"12345678901234567890";
        for (second, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")]
        {
            assert_eq!(totp_code(secret, at(second)).as_deref(), Some(code));
            assert_eq!(totp_step(secret, code, at(second)), Some(second / 30));
        }
    }

    #[test]
    fn sec_08_a_code_counts_in_its_step_and_those_beside_it() {
        let secret = new_totp_secret().unwrap();
        let code = totp_code(&secret, at(3_000)).unwrap();
        for second in [2_970, 3_000, 3_059] {
            assert_eq!(totp_step(&secret, &code, at(second)), Some(100), "{second}");
        }
        for second in [2_969, 3_060] {
            assert_eq!(totp_step(&secret, &code, at(second)), None, "{second}");
        }
        let spaced = format!("{} {}", &code[..3], &code[3..]);
        assert_eq!(totp_step(&secret, &spaced, at(3_000)), Some(100));
        for wrong in ["", "12345", "1234567", "abcdef", "１２３４５６"] {
            assert_eq!(totp_step(&secret, wrong, at(3_000)), None, "{wrong}");
        }
        assert_eq!(totp_step(&new_totp_secret().unwrap(), &code, at(3_000)), None);
    }

    #[test]
    fn an_app_gets_the_secret_by_picture_or_text() {
        let secret = b"12345678901234567890";
        let address = totp_address(secret, "Region Exempel", "revisor").unwrap();
        assert!(address.starts_with("otpauth://totp/"), "{address}");
        assert!(address.contains("secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), "{address}");
        assert!(address.contains("revisor") && address.contains("Region%20Exempel"), "{address}");
        assert!(totp_address(secret, "Region: Exempel", "a:b").is_some());
        assert_eq!(totp_text(secret), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    }

    #[test]
    fn sec_08_recovery_codes_are_many_long_and_known_however_they_are_written() {
        let codes = new_recovery_codes().unwrap();
        let different: std::collections::BTreeSet<_> = codes.iter().collect();
        assert_eq!((codes.len(), different.len()), (10, 10));
        let plain = recovery_code(&codes[0]).unwrap();
        assert_eq!(plain.len(), 16);
        assert_eq!(recovery_code(&codes[0].to_uppercase().replace('-', " ")), Some(plain));
        for wrong in ["", "123456", "abcd-efgh-ijkm-npq!"] {
            assert_eq!(recovery_code(wrong), None, "{wrong}");
        }
    }
}
