//! Signatures in the form of `minisign`.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, bail};
use data_encoding::BASE64;
use minisign::{PublicKey, PublicKeyBox, SecretKey, SecretKeyBox, SignatureBox};

/// Bytes that a key or signature may have.
const MOST: u64 = 64 << 10;

/// Bytes of an Ed25519 signature.
const SIGNATURE: usize = 64;

/// Who signs.
pub struct Signer(SecretKey);

/// Whose signature is looked for.
pub struct Key(PublicKey);

impl Signer {
    /// Opens a secret key as `minisign -G` writes it; one with a password asks for it on the terminal.
    ///
    /// # Errors
    /// Where the file is no such key, or the password is wrong.
    pub fn open(file: &Path) -> Result<Self> {
        let at = || format!("opening the secret key {}", file.display());
        let text = text(file)?;
        let key = SecretKeyBox::from_string(&text).with_context(at)?;
        // Which kind it is shows only when it is opened, and the other way asks for a password.
        let key = match key.into_unencrypted_secret_key() {
            Ok(key) => key,
            Err(_) => SecretKeyBox::from_string(&text).and_then(|key| key.into_secret_key(None)).with_context(at)?,
        };
        Ok(Self(key))
    }

    /// Signs bytes; the comment is signed with them.
    ///
    /// # Errors
    /// Where the key can't sign.
    pub fn sign(&self, bytes: &[u8], comment: &str) -> Result<String> {
        let untrusted = "signature by sousveil; check it with minisign -V";
        let signed = minisign::sign(None, &self.0, Cursor::new(bytes), Some(comment), Some(untrusted));
        Ok(signed.context("signing")?.into_string())
    }

    /// The key that checks what this one signs.
    ///
    /// # Errors
    /// Where there is none.
    pub fn public(&self) -> Result<String> {
        Ok(PublicKey::from_secret_key(&self.0).context("finding the public key")?.to_base64())
    }
}

impl Key {
    /// Reads a public key: a file of `minisign`'s, or the 56 letters in it.
    ///
    /// # Errors
    /// Where it is neither.
    pub fn read(given: &str) -> Result<Self> {
        let expected = || format!("found {given:?}, expected a public key of minisign's: its file, or 56 letters");
        if let Ok(key) = PublicKey::from_base64(given.trim()) {
            return Ok(Self(key));
        }
        let path = Path::new(given);
        if !path.exists() {
            bail!(expected());
        }
        let key = PublicKeyBox::from_string(&text(path)?).and_then(PublicKeyBox::into_public_key);
        Ok(Self(key.map_err(|e| anyhow!("{}: {e}", expected()))?))
    }

    /// The key as letters.
    pub fn letters(&self) -> String {
        self.0.to_base64()
    }

    /// The comment that was signed with those bytes.
    ///
    /// # Errors
    /// In words, where the signature is none, is by another key, or is of other bytes.
    pub fn comment(&self, bytes: &[u8], signature: &Path) -> Result<String> {
        let text = text(signature)?;
        // `minisign` takes a second signature of any length as it stands, and reads behind the end of a short one.
        let second = text.lines().nth(3).and_then(|line| BASE64.decode(line.trim().as_bytes()).ok());
        if second.is_some_and(|second| second.len() != SIGNATURE) {
            bail!("reading the signature: found a fourth line that is none, expected {SIGNATURE} bytes in base64");
        }
        let signature = SignatureBox::from_string(&text).context("reading the signature")?;
        minisign::verify(&self.0, &signature, Cursor::new(bytes), true, false, false)?;
        Ok(signature.trusted_comment()?)
    }
}

fn text(file: &Path) -> Result<String> {
    let size = fs::metadata(file).with_context(|| format!("reading {}", file.display()))?.len();
    if size > MOST {
        bail!("{}: found {size} bytes, expected a key or signature of minisign's", file.display());
    }
    fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))
}
