//! What a database's fault is to whoever asked: it is away for a while, it has no space left, or something broke.

use sqlx::Error;
use stadga_model::Refusal;

/// SQLite's codes of a disk that is full: no room for the file, or for its shared memory.
const FULL_SQLITE: [&str; 2] = ["13", "4874"];
/// PostgreSQL's.
const FULL_POSTGRES: &str = "53100";
/// PostgreSQL's codes of one that goes down, comes up, takes no more connections, or has just become a copy.
const AWAY: [&str; 6] = ["57P01", "57P02", "57P03", "57P05", "53300", "25006"];

/// What whoever asked is told.
pub(crate) fn refusal_of(error: &Error) -> Refusal {
    let cause = error.to_string();
    match error {
        Error::Io(_) | Error::PoolTimedOut | Error::PoolClosed | Error::WorkerCrashed => {
            Refusal::Away(cause)
        }
        Error::Database(fault) => match fault.code().as_deref() {
            Some(code) if FULL_SQLITE.contains(&code) || code == FULL_POSTGRES => {
                Refusal::Full(cause)
            }
            Some(code) if AWAY.contains(&code) || code.starts_with("08") => Refusal::Away(cause),
            _ => Refusal::Broken(cause),
        },
        _ => Refusal::Broken(cause),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_is_lost_means_that_the_database_is_away() {
        let lost = Error::Io(std::io::ErrorKind::ConnectionReset.into());
        assert!(matches!(refusal_of(&lost), Refusal::Away(_)));
        assert!(matches!(refusal_of(&Error::PoolTimedOut), Refusal::Away(_)));
        assert!(matches!(refusal_of(&Error::RowNotFound), Refusal::Broken(_)));
    }
}
