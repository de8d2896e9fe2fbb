//! One-time tokens from the operating system's randomness.

/// The operating system gave no randomness: nothing secret can be made.
#[derive(Debug, thiserror::Error)]
#[error("the operating system gave no randomness: {0}")]
pub struct TokenFault(getrandom::Error);

/// A new token of 256 random bits, as 64 hexadecimal digits: for invitations. Only its hash is stored.
///
/// # Errors
/// When the operating system gives no randomness.
pub fn new_token() -> Result<String, TokenFault> {
    Ok(random::<32>()?.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// So many bytes that nobody can foresee.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], TokenFault> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(TokenFault)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_never_the_same() {
        let (one, other) = (new_token().unwrap(), new_token().unwrap());
        assert_eq!(one.len(), 64);
        assert_ne!(one, other);
    }
}
