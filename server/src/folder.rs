//! The data folder: readable by nobody else on the machine, and served by one program at a time.

use crate::fault::Fault;
use stadga_store::Keys;
use std::{
    fs::{self, DirBuilder, File, OpenOptions, TryLockError},
    io::{self, Write as _},
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

/// The database's file.
const DATABASE: &str = "stadga.db";
/// The keys that seal what must not be read in a stolen database: one a line, the newest first.
const KEYS: &str = "seal.key";
/// Held by the program that serves the folder.
const LOCK: &str = "stadga.lock";

/// A data folder that can be written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes the folder where it does not exist.
    ///
    /// # Errors
    /// When it cannot be made or written in.
    pub fn at(path: &Path) -> Result<Self, Fault> {
        let folder = Self(path.to_owned());
        DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(|e| folder.fault(e))?;
        // Whether one may write there is told by writing: rights, full disks and read-only disks alike.
        let trial = path.join(".stadga-trial");
        fs::write(&trial, b"")
            .and_then(|()| fs::remove_file(&trial))
            .map_err(|e| folder.fault(e))?;
        Ok(folder)
    }

    /// The path of a file in it.
    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// The database's file: made here, so that only this user can read it and what SQLite puts beside it.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn database(&self) -> Result<PathBuf, Fault> {
        let path = self.join(DATABASE);
        self.own(&path).map_err(|e| self.fault(e))?;
        Ok(path)
    }

    /// Whether there is a database in it.
    pub fn has_database(&self) -> bool {
        fs::metadata(self.join(DATABASE)).is_ok_and(|file| file.len() > 0)
    }

    /// The database's file, for one who only looks; whether it is there or not.
    pub fn path_of_database(path: &Path) -> PathBuf {
        path.join(DATABASE)
    }

    /// The keys that seal, made where there are none. They are not in the database, and must not lie beside its backups.
    ///
    /// # Errors
    /// When they cannot be made or read.
    pub fn keys(&self) -> Result<Keys, Fault> {
        let path = self.join(KEYS);
        let told =
            |cause: String| Fault::Told(format!("{} cannot be used: {cause}.", path.display()));
        let new = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
        match new {
            Ok(mut file) => {
                let line = Keys::new_line().map_err(|e| told(e.to_string()))?;
                writeln!(file, "{line}")
                    .and_then(|()| file.sync_all())
                    .map_err(|e| self.fault(e))?;
            }
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(self.fault(cause)),
        }
        let text = fs::read_to_string(&path).map_err(|e| told(e.to_string()))?;
        Keys::read(&text).map_err(|e| told(e.to_string()))
    }

    /// Puts a new key before the others.
    ///
    /// # Errors
    /// When it cannot be made or written; then the file is as it was.
    pub fn add_key(&self) -> Result<(), Fault> {
        self.keys()?;
        let (path, new) = (self.join(KEYS), self.join(".seal.key.new"));
        let before = fs::read_to_string(&path).map_err(|e| self.fault(e))?;
        let line =
            Keys::new_line().map_err(|e| Fault::Told(format!("No key could be made: {e}.")))?;
        let file =
            OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new);
        let written = file.and_then(|mut file| {
            write!(file, "{line}\n{before}")?;
            file.sync_all()?;
            fs::rename(&new, &path)
        });
        written.map_err(|e| self.fault(e))
    }

    /// Takes the folder for this program until the lock is dropped.
    ///
    /// # Errors
    /// When another program serves it.
    pub fn lock(&self) -> Result<File, Fault> {
        self.taken(File::try_lock)
    }

    fn taken(&self, lock: fn(&File) -> Result<(), TryLockError>) -> Result<File, Fault> {
        let file = self.own(&self.join(LOCK)).map_err(|e| self.fault(e))?;
        match lock(&file) {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Fault::Told(format!(
                "Stadga already runs with the data folder {}. Stop that program first, or name another folder with --data.",
                self.0.display()
            ))),
            Err(TryLockError::Error(cause)) => Err(self.fault(cause)),
        }
    }

    /// Takes the folder together with other instances of the program, whose records are in a database.
    ///
    /// # Errors
    /// When a program serves it alone.
    pub fn share(&self) -> Result<File, Fault> {
        self.taken(File::try_lock_shared)
    }

    /// Whether a program serves it now.
    pub fn is_served(&self) -> bool {
        File::open(self.join(LOCK))
            .is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
    }

    /// Opens a file that only this user may read, made where it does not exist.
    fn own(&self, path: &Path) -> io::Result<File> {
        OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(path)
    }

    fn fault(&self, cause: io::Error) -> Fault {
        Fault::Folder { folder: self.0.clone(), cause }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn sec_09_nobody_else_on_the_machine_reads_the_data() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(&place.path().join("data")).unwrap();
        let database = folder.database().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&folder.0), mode(&database)), (0o700, 0o600));
        let sealed = folder.keys().unwrap().seal(b"x", b"").unwrap();
        assert_eq!(folder.keys().unwrap().open(&sealed, b"").unwrap(), b"x", "made once");
        folder.add_key().unwrap();
        assert_eq!(folder.keys().unwrap().open(&sealed, b"").unwrap(), b"x", "the old one opens");
        assert_eq!(mode(&folder.join(KEYS)), 0o600);
        fs::write(folder.join(KEYS), "nyckel").unwrap();
        let fault = folder.keys().unwrap_err().to_string();
        assert!(fault.contains("seal.key") && fault.contains("line 1"), "{fault}");
    }

    #[test]
    fn one_program_serves_a_folder() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::at(place.path()).unwrap();
        assert!(!folder.is_served());
        let lock = folder.lock().unwrap();
        assert!(folder.is_served());
        assert!(folder.lock().unwrap_err().to_string().contains("already runs"));
        drop(lock);
        assert!(folder.lock().is_ok());
    }

    #[test]
    fn a_folder_that_is_a_file_cannot_be_used() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let fault = Folder::at(file.path()).unwrap_err().to_string();
        assert!(fault.contains("--data"), "{fault}");
    }
}
