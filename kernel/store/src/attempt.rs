//! Wrong passwords and codes, counted for a quarter of an hour, so that nobody tries them all (SEC-08).

use crate::{Store, engine::sql, row};
use stadga_model::{Instant, Refusal};

/// How long a wrong password counts.
const ATTEMPT_WINDOW: i64 = 15 * 60 * 1_000_000;

impl Store {
    /// Counts a wrong password under a key: a name, or a name from one address.
    ///
    /// # Errors
    /// Broken.
    pub async fn note_attempt(&self, key: &str) -> Result<(), Refusal> {
        let now = self.now().as_microsecond();
        let mut link = self.write_one().await?;
        let forget = sql("DELETE FROM attempt WHERE org = $1 AND at < $2");
        forget.bind(&*self.org).bind(now - ATTEMPT_WINDOW).run(&mut link).await?;
        let note =
            sql("INSERT INTO attempt (org, name, at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
        let note = note.bind(&*self.org).bind(key.trim().to_lowercase()).bind(now);
        note.run(&mut link).await.map(drop)
    }

    /// When one may try again, if there have been `most` wrong passwords or more under this key in the last quarter of an hour.
    ///
    /// # Errors
    /// Broken.
    pub async fn may_try_from(&self, key: &str, most: u16) -> Result<Option<Instant>, Refusal> {
        let now = self.now().as_microsecond();
        // Of a clock that went wrong and was set back, what seems to come much later counts no more.
        let counted =
            sql("SELECT at FROM attempt WHERE org = $1 AND name = $2 AND at > $3 AND at < $4
            ORDER BY at DESC LIMIT 1 OFFSET $5");
        let counted = counted.bind(&*self.org).bind(key.trim().to_lowercase());
        let counted = counted.bind(now - ATTEMPT_WINDOW).bind(now + ATTEMPT_WINDOW);
        let counted = counted.bind(i64::from(most) - 1);
        let found = counted.maybe(&mut self.read().await?).await?;
        found.map(|found| row::instant(found.whole(0)? + ATTEMPT_WINDOW)).transpose()
    }
}
