//! Passwords: kept as Argon2id hashes, asked for with few and plain rules.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use std::sync::LazyLock;

/// The least number of characters in a password. Length is what counts; no rules about digits and signs.
const SHORTEST: usize = 12;
/// Longer ones are refused, so that hashing cannot be made to take long.
const LONGEST: usize = 256;

/// So many letters and digits must be left of a password without the names of the place.
const BESIDES: usize = 8;

/// OWASP's recommendation for Argon2id: 19 MiB of memory, two rounds, one lane.
const MEMORY: u32 = 19 * 1024;
const ROUNDS: u32 = 2;

/// Why a password cannot be used; its sentence is the text `password-{key}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFault {
    /// Fewer than twelve characters.
    Short,
    /// More than 256 characters.
    Long,
    /// Is or contains the name that one signs in with.
    Name,
    /// The same few characters over and over.
    Plain,
    /// One of those that everybody chooses, perhaps with some digits and signs around it or twice over.
    Common,
    /// Mostly the names of the place where one signs in.
    Around,
}

impl PasswordFault {
    /// The key of its sentence.
    pub const fn text_key(self) -> &'static str {
        match self {
            Self::Short => "password-short",
            Self::Long => "password-long",
            Self::Name => "password-name",
            Self::Plain => "password-plain",
            Self::Common => "password-common",
            Self::Around => "password-around",
        }
    }
}

/// What anyone would try first.
pub struct Guessable<'a> {
    /// The name that one signs in with.
    pub name: &'a str,
    /// What program and organisation are called.
    pub around: &'a [&'a str],
    /// The passwords that most people choose, one on each line, in small letters.
    pub common: &'a str,
}

impl Guessable<'_> {
    /// Whether it is a common one: as it is, without the digits and signs around it, or without being repeated.
    fn is_common(&self, password: &str) -> bool {
        let whole = password.to_lowercase();
        let once = unrepeated(&whole);
        let tried =
            [&whole, once].map(|text| [text, text.trim_matches(|c: char| !c.is_alphabetic())]);
        let tried: Vec<&str> = tried.concat().into_iter().filter(|text| !text.is_empty()).collect();
        self.common.lines().any(|line| tried.contains(&line))
    }

    /// Whether little is left of it without the names of the place.
    fn is_around(&self, password: &str) -> bool {
        let mut left = password.to_lowercase();
        let words = self.around.iter().flat_map(|words| words.split_whitespace());
        for word in words.filter(|word| word.chars().count() > 3) {
            left = left.replace(&word.to_lowercase(), "");
        }
        left.chars().filter(|c| c.is_alphanumeric()).count() < BESIDES
    }
}

/// The part that a text is made of when it is one part over and over; else the text.
fn unrepeated(text: &str) -> &str {
    let ends = text
        .char_indices()
        .map(|(at, _)| at)
        .filter(|at| *at > 0 && text.len().is_multiple_of(*at));
    let parts = ends.filter_map(|end| text.get(..end));
    parts.into_iter().find(|part| part.repeat(text.len() / part.len()) == text).unwrap_or(text)
}

/// Everything that speaks against a password.
pub fn password_faults(guessable: &Guessable<'_>, password: &str) -> Vec<PasswordFault> {
    let length = password.chars().count();
    let is_long_enough = length >= SHORTEST;
    let name = guessable.name.split('@').next().unwrap_or_default().to_lowercase();
    let mut different: Vec<char> = password.chars().collect();
    different.sort_unstable();
    different.dedup();
    let faults = [
        (length < SHORTEST, PasswordFault::Short),
        (length > LONGEST, PasswordFault::Long),
        (name.len() > 2 && password.to_lowercase().contains(&name), PasswordFault::Name),
        (is_long_enough && different.len() < 5, PasswordFault::Plain),
        (is_long_enough && guessable.is_common(password), PasswordFault::Common),
        (is_long_enough && guessable.is_around(password), PasswordFault::Around),
    ];
    faults.into_iter().filter(|(is, _)| *is).map(|(_, fault)| fault).collect()
}

/// The hash of a password, as a PHC string. Takes some tens of milliseconds: call it off the async threads.
///
/// # Errors
/// The library's words, when there is no randomness for the salt.
pub fn hash_password(password: &str) -> Result<String, String> {
    let hash: PasswordHash =
        hasher().hash_password(password.as_bytes()).map_err(|e| e.to_string())?;
    Ok(hash.to_string())
}

/// Whether this is the password of `hash`. Takes as long for an account that does not exist, is not yet
/// in use or has a broken hash, so that answering times do not tell which names exist.
pub fn verify_password(password: &str, hash: Option<&str>) -> bool {
    // Made at the first call whoever it is for, or the first unknown name would take longer than the others.
    let stand_in = PasswordHash::new(&STAND_IN).ok();
    let known = hash.and_then(|hash| PasswordHash::new(hash).ok());
    let is_known = known.is_some();
    let Some(hash) = known.or(stand_in) else { return false };
    let right = hasher().verify_password(password.as_bytes(), &hash).is_ok();
    right && is_known
}

/// A hash that no one has the password of, to be compared with where there is no account.
static STAND_IN: LazyLock<String> =
    LazyLock::new(|| hash_password("nobody signs in with this").unwrap_or_default());

fn hasher() -> Argon2<'static> {
    let params = Params::new(MEMORY, ROUNDS, 1, None).unwrap_or_default();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let hash = hash_password("en lång mening om båtar").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(verify_password("en lång mening om båtar", Some(&hash)));
        assert!(!verify_password("en lång mening om bilar", Some(&hash)));
    }

    #[test]
    fn nobody_signs_in_without_a_hash() {
        assert!(!verify_password("nobody signs in with this", None));
        assert!(!verify_password("", Some("")));
        assert!(!verify_password("x", Some("no hash")));
    }

    #[test]
    fn rules_are_few_and_told_at_once() {
        use PasswordFault::{Around, Common, Long, Name, Plain, Short};
        let faults = |name, password: &str| {
            let around = ["Stadga", "Region Exempel"];
            let common = "1234\nlosenord\nq1w2e3r4t5y6\n";
            password_faults(&Guessable { name, around: &around, common }, password)
        };
        assert_eq!(faults("revisor", "kort"), [Short]);
        assert_eq!(faults("revisor", "revisor"), [Short, Name]);
        assert_eq!(faults("revisor@rf.se", "Jag är Revisor!"), [Name]);
        assert_eq!(faults("revisor", "aaaaaaaaaaaaaaa"), [Plain]);
        assert_eq!(faults("revisor", &"abcdefg".repeat(99)), [Long]);
        assert_eq!(faults("revisor", "Q1w2e3r4t5y6"), [Common]);
        assert_eq!(faults("revisor", "Losenord2026!"), [Common]);
        assert_eq!(faults("revisor", "losenordlosenord"), [Common]);
        assert_eq!(faults("revisor", "Region Exempel 26"), [Around]);
        assert_eq!(faults("revisor", "STADGA stadga 1"), [Around]);
        for fine in ["fyra hästar på en äng", &"båtar i regn ".repeat(5), "bara små bokstäver"]
        {
            assert!(faults("revisor", fine).is_empty(), "{fine}");
        }
    }
}
