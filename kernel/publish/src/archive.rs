//! Zip archives from outside, read with a limit on what they unpack to.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

/// No office file has more parts than this.
const MOST_PARTS: usize = 10_000;

/// Why an archive was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ArchiveFault {
    /// It is no whole archive.
    Broken,
    /// It asks for a password.
    Encrypted,
    /// It unpacks to more than it may.
    TooLarge,
}

/// An archive under reading.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens `bytes`, of which no more than `limit` bytes in all will be unpacked.
    pub(crate) fn open(bytes: &'a [u8], limit: u64) -> Result<Self, ArchiveFault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|fault| code(&fault))?;
        if zip.len() > MOST_PARTS {
            return Err(ArchiveFault::TooLarge);
        }
        Ok(Self { zip, left: limit })
    }

    /// Whether there is a part called `name`.
    pub(crate) fn holds(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The part called `name`, or none where there is no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ArchiveFault> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.unpack(index, &mut bytes)?;
        Ok(Some(bytes))
    }

    /// Unpacks every part to nowhere, to know that the whole keeps within the limit: what the
    /// archive's own directory says of sizes cannot be trusted.
    pub(crate) fn check(mut self) -> Result<(), ArchiveFault> {
        (0..self.zip.len()).try_for_each(|index| self.unpack(index, &mut io::sink()))
    }

    fn unpack(&mut self, index: usize, into: &mut impl io::Write) -> Result<(), ArchiveFault> {
        let part = self.zip.by_index(index).map_err(|fault| code(&fault))?;
        let read =
            io::copy(&mut part.take(self.left + 1), into).map_err(|_| ArchiveFault::Broken)?;
        if read > self.left {
            return Err(ArchiveFault::TooLarge);
        }
        self.left -= read;
        Ok(())
    }
}

fn code(fault: &ZipError) -> ArchiveFault {
    match fault {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ArchiveFault::Encrypted,
        _ => ArchiveFault::Broken,
    }
}
