//! Who is at the other end? Tokens, sessions, one-time tokens, and how often one may guess.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use sha2::{Digest, Sha256};

use super::logins::random_hex;

/// A session that nobody used for this long is over: a working day.
const SESSION_IDLE: Duration = Duration::from_hours(12);

/// More sessions than this are not kept; the one used longest ago goes first. Chosen by hand for a desk.
const MOST_SESSIONS: usize = 1000;

/// A form that a bookmark opened is confirmed within this time or not at all.
const ONCE_LIVES: Duration = Duration::from_mins(15);
const MOST_ONCE: usize = 100;

/// Wrong passwords for one name, and from one address, until a minute has passed. OWASP's authentication sheet asks
/// for a limit by account; the wider one by address lets a desk behind one address mistype.
const GUESSES_A_NAME: u32 = 5;
const GUESSES_AN_ADDRESS: u32 = 20;
const GUESSING_WINDOW: Duration = Duration::from_mins(1);
const MOST_GUESSERS: usize = 10_000;

/// What is known of who holds a session's cookie.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Session {
    /// Whether they came with the token of this start.
    pub(crate) has_token: bool,
    /// Whether they gave a password.
    pub(crate) has_password: bool,
    /// The name that their reviews are signed with.
    pub(crate) name: Option<String>,
}

/// All of them. Secrets are kept as their hashes, so that looking one up takes no time that tells of it.
#[derive(Default)]
pub(crate) struct Sessions {
    open: BTreeMap<[u8; 32], (Session, Instant)>,
    once: BTreeMap<[u8; 32], Instant>,
    guesses: BTreeMap<Guesser, (u32, Instant)>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Guesser {
    Name([u8; 32]),
    Address(IpAddr),
}

fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// Whether two secrets are equal; what it takes tells nothing of how much of them is.
pub(crate) fn same_secret(a: &str, b: &str) -> bool {
    digest(a) == digest(b)
}

impl Sessions {
    /// Begins a session and returns the secret of its cookie.
    pub(crate) fn begin(&mut self, session: Session, now: Instant) -> String {
        self.open.retain(|_, (_, used)| now.duration_since(*used) < SESSION_IDLE);
        if self.open.len() >= MOST_SESSIONS {
            let oldest = self.open.iter().min_by_key(|(_, (_, used))| *used).map(|(key, _)| *key);
            oldest.map(|key| self.open.remove(&key));
        }
        let secret = random_hex();
        self.open.insert(digest(&secret), (session, now));
        secret
    }

    /// The session of a cookie, which is thereby used.
    pub(crate) fn of(&mut self, secret: &str, now: Instant) -> Option<Session> {
        let (session, used) = self.open.get_mut(&digest(secret))?;
        if now.duration_since(*used) >= SESSION_IDLE {
            return None;
        }
        *used = now;
        Some(session.clone())
    }

    /// Sets the name that a session signs with.
    pub(crate) fn rename(&mut self, secret: &str, name: String) {
        if let Some((session, _)) = self.open.get_mut(&digest(secret)) {
            session.name = Some(name);
        }
    }

    /// Ends a session.
    pub(crate) fn end(&mut self, secret: &str) {
        self.open.remove(&digest(secret));
    }

    /// A token that confirms one form once.
    pub(crate) fn once(&mut self, now: Instant) -> String {
        self.once.retain(|_, made| now.duration_since(*made) < ONCE_LIVES);
        if self.once.len() >= MOST_ONCE {
            let oldest = self.once.iter().min_by_key(|(_, made)| **made).map(|(key, _)| *key);
            oldest.map(|key| self.once.remove(&key));
        }
        let token = random_hex();
        self.once.insert(digest(&token), now);
        token
    }

    /// Whether such a token is good; it is not any more afterwards.
    pub(crate) fn spend(&mut self, token: &str, now: Instant) -> bool {
        self.once.remove(&digest(token)).is_some_and(|made| now.duration_since(made) < ONCE_LIVES)
    }

    /// For how long nobody may try this name, or from this address, after too many wrong passwords.
    pub(crate) fn wait(&self, name: &str, address: Option<IpAddr>, now: Instant) -> Option<Duration> {
        let left = |(guesser, most)| {
            let (count, since) = self.guesses.get(&guesser)?;
            let left = GUESSING_WINDOW.checked_sub(now.duration_since(*since))?;
            (*count >= most).then_some(left)
        };
        guessers(name, address).into_iter().filter_map(left).max()
    }

    /// Counts a wrong password. It is counted before the password is looked at, and [`Self::guessed_right`] takes it
    /// back, so that guesses at the same moment count too.
    pub(crate) fn guess(&mut self, name: &str, address: Option<IpAddr>, now: Instant) {
        if self.guesses.len() >= MOST_GUESSERS {
            self.guesses.retain(|_, (_, since)| now.duration_since(*since) < GUESSING_WINDOW);
        }
        for (guesser, _) in guessers(name, address) {
            let (count, since) = self.guesses.entry(guesser).or_insert((0, now));
            if now.duration_since(*since) >= GUESSING_WINDOW {
                (*count, *since) = (0, now);
            }
            *count += 1;
        }
    }

    /// Forgets the wrong passwords of a name that gave the right one.
    pub(crate) fn guessed_right(&mut self, name: &str, address: Option<IpAddr>) {
        for (guesser, _) in guessers(name, address) {
            self.guesses.remove(&guesser);
        }
    }
}

fn guessers(name: &str, address: Option<IpAddr>) -> Vec<(Guesser, u32)> {
    let by_name = (Guesser::Name(digest(name)), GUESSES_A_NAME);
    let by_address = address.map(|address| (Guesser::Address(address), GUESSES_AN_ADDRESS));
    std::iter::once(by_name).chain(by_address).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_when_nobody_uses_it() {
        let (mut sessions, start) = (Sessions::default(), Instant::now());
        let secret = sessions.begin(Session { has_token: true, ..Session::default() }, start);
        assert!(sessions.of(&secret, start + SESSION_IDLE / 2).is_some());
        assert!(sessions.of(&secret, start + SESSION_IDLE).is_some(), "it was used in between");
        assert!(sessions.of(&secret, start + SESSION_IDLE * 3).is_none());
        assert!(sessions.of("another", start).is_none());
    }

    #[test]
    fn a_one_time_token_is_good_once() {
        let (mut sessions, start) = (Sessions::default(), Instant::now());
        let token = sessions.once(start);
        assert!(sessions.spend(&token, start));
        assert!(!sessions.spend(&token, start));
        let token = sessions.once(start);
        assert!(!sessions.spend(&token, start + ONCE_LIVES));
    }

    #[test]
    fn guessing_has_to_wait() {
        let (mut sessions, start) = (Sessions::default(), Instant::now());
        for _ in 0..GUESSES_A_NAME {
            assert_eq!(sessions.wait("mara", None, start), None);
            sessions.guess("mara", None, start);
        }
        assert!(sessions.wait("mara", None, start).is_some());
        assert_eq!(sessions.wait("odo", None, start), None);
        assert_eq!(sessions.wait("mara", None, start + GUESSING_WINDOW + Duration::from_secs(1)), None);
    }

    #[test]
    fn an_address_that_tries_many_names_has_to_wait_too() {
        let (mut sessions, start) = (Sessions::default(), Instant::now());
        let address = Some(IpAddr::from([10, 0, 0, 7]));
        for at in 0..GUESSES_AN_ADDRESS {
            sessions.guess(&format!("name {at}"), address, start);
        }
        assert!(sessions.wait("yet another", address, start).is_some());
        assert_eq!(sessions.wait("yet another", Some(IpAddr::from([10, 0, 0, 8])), start), None);
    }
}
