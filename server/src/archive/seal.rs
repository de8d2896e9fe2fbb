//! Sealing backups in the format of age (c2sp.org/age, recipients X25519), so that anybody's age opens them.
//!
//! The library of that name would bring fifty crates, for forms that Stadga does not offer; the format is short and fixed.

use super::keys::{Recipients, Secret, public_of};
use base64::{Engine as _, prelude::BASE64_STANDARD_NO_PAD};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _, Nonce, aead::Aead as _};
use curve25519_dalek::MontgomeryPoint;
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use sha2::Sha256;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// How every file begins.
const VERSION: &str = "age-encryption.org/v1";
/// How the recipient's kind is called.
const X25519: &str = "X25519";
/// So much plain text is sealed at a time; each piece is longer by its tag.
const PIECE: usize = 64 * 1024;
const TAG: usize = 16;
/// A header is not longer than that.
const LONGEST: usize = 64 * 1024;

impl Recipients {
    /// What is written to the result lies sealed in `output`, once it is finished.
    ///
    /// # Errors
    /// When it cannot be written, or the operating system gives no randomness.
    pub fn seal<W: Write>(&self, mut output: W) -> io::Result<Sealing<W>> {
        let mut file_key = [0; 16];
        getrandom::fill(&mut file_key)?;
        let mut header = format!("{VERSION}\n");
        for recipient in &self.0 {
            let mut secret = [0; 32];
            getrandom::fill(&mut secret)?;
            let share = public_of(&secret);
            let wrap = wrap_key(&secret, recipient, &share, recipient)
                .ok_or_else(|| odd("a public key is of no use"))?;
            let body = wrap
                .encrypt(&Nonce::default(), &file_key[..])
                .map_err(|_| odd("it cannot be sealed"))?;
            let (share, body) =
                (BASE64_STANDARD_NO_PAD.encode(share), BASE64_STANDARD_NO_PAD.encode(body));
            header.push_str(&format!("-> {X25519} {share}\n{body}\n"));
        }
        header.push_str("---");
        let mac = BASE64_STANDARD_NO_PAD.encode(mac(&file_key, &header)?.finalize().into_bytes());
        let mut nonce = [0; 16];
        getrandom::fill(&mut nonce)?;
        output.write_all(format!("{header} {mac}\n").as_bytes())?;
        output.write_all(&nonce)?;
        let cipher = payload(&file_key, &nonce);
        Ok(Sealing { output, cipher, piece: 0, plain: Vec::with_capacity(PIECE) })
    }
}

/// A file that is being sealed.
pub struct Sealing<W: Write> {
    output: W,
    cipher: ChaCha20Poly1305,
    piece: u64,
    plain: Vec<u8>,
}

impl<W: Write> Sealing<W> {
    fn put(&mut self, last: bool) -> io::Result<()> {
        let sealed = self.cipher.encrypt(&nonce(self.piece, last), &self.plain[..]);
        self.output.write_all(&sealed.map_err(|_| odd("it cannot be sealed"))?)?;
        self.piece += 1;
        self.plain.clear();
        Ok(())
    }

    /// Seals the end: what lacks it does not open.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.put(true)?;
        self.output.flush()?;
        Ok(self.output)
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // The last piece is not known for the last before more comes.
        if self.plain.len() == PIECE && !bytes.is_empty() {
            self.put(false)?;
        }
        let some = bytes.get(..(PIECE - self.plain.len()).min(bytes.len())).unwrap_or_default();
        self.plain.extend(some);
        Ok(some.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

impl Secret {
    /// What lies sealed in `input`. That it is whole is proven at once, each piece as it is read.
    ///
    /// # Errors
    /// When it is nothing that age has sealed, not for this key, or not whole.
    pub fn open<R: Read + Seek>(&self, mut input: R) -> io::Result<Unsealed<R>> {
        let none = || odd("it is no sealed backup");
        let mut begin = Vec::new();
        input.by_ref().take(LONGEST as u64).read_to_end(&mut begin)?;
        let end = begin.windows(5).position(|part| part == b"\n--- ").ok_or_else(none)?;
        let header =
            std::str::from_utf8(begin.get(..end + 4).unwrap_or_default()).map_err(|_| none())?;
        let rest = begin.get(end + 5..).unwrap_or_default();
        let line = rest.iter().position(|byte| *byte == b'\n').ok_or_else(none)?;
        let told = BASE64_STANDARD_NO_PAD
            .decode(rest.get(..line).unwrap_or_default())
            .map_err(|_| none())?;
        if header.lines().next() != Some(VERSION) {
            return Err(none());
        }
        let file_key = self.file_key(header).ok_or_else(|| odd("it is sealed for another key"))?;
        mac(&file_key, header)?.verify_slice(&told).map_err(|_| odd("its header was changed"))?;
        let (from, length) = (end + 5 + line + 1, input.seek(SeekFrom::End(0))?);
        let mut nonce = [0; 16];
        input.seek(SeekFrom::Start(from as u64))?;
        input.read_exact(&mut nonce)?;
        let from = from as u64 + 16;
        let sealed = length.saturating_sub(from);
        let pieces = sealed.div_ceil((PIECE + TAG) as u64);
        let length =
            sealed.checked_sub(pieces * TAG as u64).filter(|_| pieces > 0).ok_or_else(none)?;
        let cipher = payload(&file_key, &nonce);
        let mut unsealed =
            Unsealed { input, cipher, from, length, pieces, at: 0, held: None, plain: Vec::new() };
        unsealed.hold(pieces - 1)?;
        Ok(unsealed)
    }

    fn file_key(&self, header: &str) -> Option<[u8; 16]> {
        let mut lines = header.lines();
        while let Some(line) = lines.next() {
            let Some(share) = line.strip_prefix("-> X25519 ") else { continue };
            let share: [u8; 32] = BASE64_STANDARD_NO_PAD.decode(share).ok()?.try_into().ok()?;
            let body = BASE64_STANDARD_NO_PAD.decode(lines.next()?).ok()?;
            for secret in &self.0 {
                let wrap = wrap_key(secret, &share, &share, &public_of(secret))?;
                if let Ok(key) = wrap.decrypt(&Nonce::default(), &body[..]) {
                    return key.try_into().ok();
                }
            }
        }
        None
    }
}

/// A sealed file that is read: any part of it, in any order.
pub struct Unsealed<R> {
    input: R,
    cipher: ChaCha20Poly1305,
    /// Where the pieces begin.
    from: u64,
    /// How much plain text there is.
    length: u64,
    pieces: u64,
    at: u64,
    /// The piece that lies open.
    held: Option<u64>,
    plain: Vec<u8>,
}

impl<R: Read + Seek> Unsealed<R> {
    fn hold(&mut self, piece: u64) -> io::Result<()> {
        if self.held == Some(piece) {
            return Ok(());
        }
        self.held = None;
        self.input.seek(SeekFrom::Start(self.from + piece * (PIECE + TAG) as u64))?;
        let mut sealed = Vec::with_capacity(PIECE + TAG);
        self.input.by_ref().take((PIECE + TAG) as u64).read_to_end(&mut sealed)?;
        let last = piece + 1 == self.pieces;
        let plain = self.cipher.decrypt(&nonce(piece, last), &sealed[..]);
        self.plain = plain.map_err(|_| odd("it is not whole, or was changed"))?;
        self.held = Some(piece);
        Ok(())
    }
}

impl<R: Read + Seek> Read for Unsealed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at >= self.length || into.is_empty() {
            return Ok(0);
        }
        self.hold(self.at / PIECE as u64)?;
        let within = usize::try_from(self.at % PIECE as u64).map_err(io::Error::other)?;
        let read = self.plain.get(within..).unwrap_or_default().read(into)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl<R: Read + Seek> Seek for Unsealed<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = to.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

/// The cipher that a file's key is wrapped with, from one's own secret and the other's point.
fn wrap_key(
    secret: &[u8; 32],
    other: &[u8; 32],
    share: &[u8; 32],
    recipient: &[u8; 32],
) -> Option<ChaCha20Poly1305> {
    let shared = MontgomeryPoint(*other).mul_clamped(*secret).to_bytes();
    // A point of small order would make a secret that everybody knows.
    if shared == [0; 32] {
        return None;
    }
    Some(cipher(&shared, &[&share[..], recipient].concat(), b"age-encryption.org/v1/X25519"))
}

fn payload(file_key: &[u8; 16], nonce: &[u8; 16]) -> ChaCha20Poly1305 {
    cipher(file_key, nonce, b"payload")
}

fn cipher(secret: &[u8], salt: &[u8], about: &[u8]) -> ChaCha20Poly1305 {
    ChaCha20Poly1305::new(&derived(secret, salt, about).into())
}

fn mac(file_key: &[u8; 16], header: &str) -> io::Result<Hmac<Sha256>> {
    let key = derived(file_key, &[], b"header");
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).map_err(|_| odd("it cannot be sealed"))?;
    mac.update(header.as_bytes());
    Ok(mac)
}

fn derived(secret: &[u8], salt: &[u8], about: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    // Only a length of more than 255 hashes is refused.
    let _ = Hkdf::<Sha256>::new(Some(salt), secret).expand(about, &mut key);
    key
}

/// A piece's number, and whether it is the last.
fn nonce(piece: u64, last: bool) -> Nonce {
    let mut nonce = [0; 12];
    for (into, byte) in nonce.iter_mut().skip(3).zip(piece.to_be_bytes()) {
        *into = byte;
    }
    if let Some(flag) = nonce.last_mut() {
        *flag = u8::from(last);
    }
    nonce.into()
}

fn odd(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::new_secret;
    use super::*;
    use std::{io::Cursor, process::Command};

    fn sealed(recipients: &Recipients, plain: &[u8]) -> Vec<u8> {
        let mut sealing = recipients.seal(Vec::new()).unwrap();
        sealing.write_all(plain).unwrap();
        sealing.finish().unwrap()
    }

    fn opened(secret: &Secret, sealed: &[u8]) -> io::Result<Vec<u8>> {
        let mut plain = Vec::new();
        secret.open(Cursor::new(sealed))?.read_to_end(&mut plain)?;
        Ok(plain)
    }

    #[test]
    fn sec_09_a_backup_opens_by_its_keys_whole_and_unchanged_or_not_at_all() {
        let (file, public) = new_secret().unwrap();
        let (secret, proof) = (Secret::read(&file).unwrap(), Secret::fresh().unwrap());
        let recipients = Recipients::read(&public).unwrap().and(&proof);
        for length in [0, 1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE] {
            let plain: Vec<u8> = (0..length).map(|n| u8::try_from(n % 251).unwrap()).collect();
            let sealed = sealed(&recipients, &plain);
            assert_eq!(opened(&secret, &sealed).unwrap(), plain, "{length}");
            assert_eq!(opened(&proof, &sealed).unwrap(), plain, "{length}");
            let stranger = opened(&Secret::fresh().unwrap(), &sealed).unwrap_err().to_string();
            assert!(stranger.contains("another key"), "{stranger}");
            for at in [0, 30, 60, sealed.len() / 2, sealed.len() - 1] {
                let mut changed = sealed.clone();
                changed[at] ^= 1;
                assert!(opened(&secret, &changed).is_err(), "{length}: byte {at}");
            }
            for cut in [1, TAG, PIECE + TAG] {
                let short = &sealed[..sealed.len().saturating_sub(cut)];
                assert!(opened(&secret, short).is_err(), "{length}: without {cut} bytes");
            }
        }
        let mut middle = secret.open(Cursor::new(sealed(&recipients, &[7; 2 * PIECE]))).unwrap();
        middle.seek(SeekFrom::Start(PIECE as u64 - 1)).unwrap();
        let mut two = [0; 2];
        middle.read_exact(&mut two).unwrap();
        assert_eq!(two, [7, 7]);
    }

    #[test]
    fn sec_09_age_itself_opens_a_backup_and_we_open_what_it_sealed() {
        if Command::new("age").arg("--version").output().is_err() {
            println!("skipped: the program age is not installed");
            return;
        }
        let (file, public) = new_secret().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        std::fs::write(path("key"), &file).unwrap();
        std::fs::write(path("ours"), sealed(&Recipients::read(&public).unwrap(), &[5; 70_000]))
            .unwrap();
        let theirs = Command::new("age")
            .args(["-d", "-i"])
            .arg(path("key"))
            .arg(path("ours"))
            .output()
            .unwrap();
        assert_eq!(theirs.stdout, [5; 70_000]);
        std::fs::write(path("plain"), [6; 70_000]).unwrap();
        let made = Command::new("age")
            .args(["-r", &public, "-o"])
            .arg(path("theirs"))
            .arg(path("plain"))
            .status();
        assert!(made.unwrap().success());
        let sealed = std::fs::read(path("theirs")).unwrap();
        assert_eq!(opened(&Secret::read(&file).unwrap(), &sealed).unwrap(), [6; 70_000]);
    }
}
