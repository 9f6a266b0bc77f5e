//! Who may log in? A text file, one `NAME:HASH` a line; a hash is Argon2id in PHC form.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

/// The least that OWASP's password storage sheet asks of Argon2id: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Shorter passwords are refused: NIST SP 800-63B asks for 15 characters where a password stands alone, and allows 8.
const SHORTEST_PASSWORD: usize = 12;

/// The logins of a collection.
pub struct Logins {
    hashes: BTreeMap<String, String>,
    /// What the password of a name that is not there is checked against, so that both take equally long.
    nobody: String,
}

/// A file of logins that cannot be used.
#[derive(Debug)]
pub struct LoginsError(String);

impl fmt::Display for LoginsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for LoginsError {}

impl Logins {
    /// Reads a file of logins.
    ///
    /// # Errors
    /// If it cannot be read, has no login, or a line is not `NAME:HASH`.
    pub fn read(file: &Path) -> Result<Self, LoginsError> {
        let text = std::fs::read_to_string(file)
            .map_err(|error| LoginsError(format!("reading `{}`: {error}", file.display())))?;
        Self::parse(&text)
    }

    /// Reads the text of such a file.
    ///
    /// # Errors
    /// If it has no login, or a line is not `NAME:HASH`.
    pub fn parse(text: &str) -> Result<Self, LoginsError> {
        let mut hashes = BTreeMap::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = || LoginsError(format!("line {} is not NAME:HASH, as `firsthand login` writes it", at + 1));
            let (name, hash) = line.split_once(':').ok_or_else(wrong)?;
            PasswordHash::new(hash).map_err(|_| wrong())?;
            hashes.insert(name.trim().to_owned(), hash.to_owned());
        }
        if hashes.is_empty() {
            return Err(LoginsError("there is no login in the file; `firsthand login NAME` adds one".to_owned()));
        }
        Ok(Self { hashes, nobody: hash_of(&random_hex())? })
    }

    /// Whether the password is this name's. Cost: one Argon2id, about 30 ms and 19 MiB, whatever the name.
    pub fn accept(&self, name: &str, password: &str) -> bool {
        let known = self.hashes.get(name);
        let Ok(hash) = PasswordHash::new(known.unwrap_or(&self.nobody)) else { return false };
        let fits = Argon2::default().verify_password(password.as_bytes(), &hash).is_ok();
        fits && known.is_some()
    }
}

/// The line of a login file for a name and a password.
///
/// # Errors
/// If the name is empty or has a colon or a line end, or the password is shorter than twelve characters.
pub fn login_line(name: &str, password: &str) -> Result<String, LoginsError> {
    let name = name.trim();
    if name.is_empty() || name.starts_with('#') || name.contains([':', '\n', '\r']) {
        return Err(LoginsError("a login's name is not empty, has no colon and begins with no #".to_owned()));
    }
    if password.chars().count() < SHORTEST_PASSWORD {
        return Err(LoginsError(format!("the password is shorter than {SHORTEST_PASSWORD} characters")));
    }
    Ok(format!("{name}:{}\n", hash_of(password)?))
}

fn hash_of(password: &str) -> Result<String, LoginsError> {
    let trouble = || LoginsError("the password could not be hashed".to_owned());
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| trouble())?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let salt = SaltString::encode_b64(&random::<16>()).map_err(|_| trouble())?;
    let hash = argon.hash_password(password.as_bytes(), &salt).map_err(|_| trouble())?;
    Ok(hash.to_string())
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("a machine without randomness can keep no secret: stop");
    bytes
}

/// 256 random bits in hexadecimal digits: a token that nobody guesses.
pub(crate) fn random_hex() -> String {
    use std::fmt::Write;
    random::<32>().iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_is_accepted_with_its_password_alone() {
        let file = login_line("Mara Quist", "a long enough one").unwrap();
        let logins = Logins::parse(&format!("# the desk\n{file}")).unwrap();
        assert!(logins.accept("Mara Quist", "a long enough one"));
        assert!(!logins.accept("Mara Quist", "another long one!"));
        assert!(!logins.accept("Nobody", "a long enough one"));
    }

    #[test]
    fn a_file_that_lets_everybody_in_is_refused() {
        assert!(Logins::parse("").is_err());
        assert!(Logins::parse("Mara Quist:plain").is_err());
        assert!(login_line("a:b", "a long enough one").is_err());
        assert!(login_line("Mara", "short").is_err());
    }
}
