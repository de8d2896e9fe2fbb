//! A new key takes over: everything that is sealed is sealed anew.

use super::kept::place;
use crate::{
    Store,
    engine::{Link, sql},
    factor, files,
};
use stadga_model::Refusal;

/// How many values are taken at a time.
const SOME: usize = 500;

impl Store {
    /// Seals with the newest key what was sealed with an earlier one: marked values, marked files, the secrets of second
    /// factors. Returns how many.
    ///
    /// # Errors
    /// Broken, also when a key is missing; then nothing has changed.
    pub async fn reseal(&self) -> Result<u64, Refusal> {
        let mut tx = self.begin().await?;
        let mut done = files::reseal(&mut tx, self).await? + factor::reseal(&mut tx, self).await?;
        loop {
            match self.reseal_some(&mut tx).await? {
                0 => break,
                some => done += some,
            }
        }
        tx.commit().await?;
        Ok(done)
    }

    async fn reseal_some(&self, tx: &mut Link) -> Result<u64, Refusal> {
        let some = sql(format!(
            "SELECT seq, name, bytes FROM sealed WHERE org = $1 AND key <> $2 LIMIT {SOME}"
        ));
        let some = some.bind(&*self.org).bind(self.keys.newest()).all(tx).await?;
        for row in &some {
            let (seq, name) = (row.whole(0)?, row.text(1)?);
            let place = place(&self.org, seq, &name);
            let sealed = self.keys.anew(&row.bytes(2)?, &place, &place)?;
            let put = sql(
                "UPDATE sealed SET key = $1, bytes = $2 WHERE org = $3 AND seq = $4 AND name = $5",
            );
            let put = put.bind(self.keys.newest()).bind(sealed);
            put.bind(&*self.org).bind(seq).bind(name).run(tx).await?;
        }
        Ok(some.len() as u64)
    }
}
