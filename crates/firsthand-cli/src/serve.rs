//! The workbench: what can be typed, and what happens.

use std::io::{self, BufRead};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use firsthand_web::{Logins, Settings, login_line, serve as open};

use crate::collection::args::CollectionArgs;
use crate::commands::tagger;
use crate::output;

/// Where the workbench listens unless told otherwise: the year of the first newspaper, and used by nobody known.
const PORT: u16 = 16050;

#[derive(clap::Args, Debug)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    pub(crate) file: CollectionArgs,
    /// Port to listen at; 0 takes one that is free.
    #[arg(long, value_name = "N", default_value_t = PORT)]
    pub(crate) port: u16,
    /// Address to listen at; one that other machines reach needs --logins.
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub(crate) bind: IpAddr,
    /// How browsers reach it where that is not its own address, as `https://desk.example.org`; may be given again.
    #[arg(long, value_name = "URL")]
    pub(crate) origin: Vec<String>,
    /// Who may log in: a file that `firsthand login` writes.
    #[arg(long, value_name = "FILE")]
    pub(crate) logins: Option<PathBuf>,
    /// Name that reviews are signed with where there are no logins.
    #[arg(long = "as", value_name = "NAME", conflicts_with = "logins")]
    pub(crate) reviewer: Option<String>,
    /// Read by rules alone, without the trained models.
    #[arg(long)]
    pub(crate) fast: bool,
}

#[derive(clap::Args, Debug)]
pub(crate) struct LoginArgs {
    /// Name to log in with, and to sign with.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// The file of logins; it is made where it does not exist.
    #[arg(long, value_name = "FILE")]
    pub(crate) logins: PathBuf,
}

pub(crate) fn serve(args: &ServeArgs) -> Result<()> {
    let at = || format!("serving `{}`", args.file.collection.display());
    let logins = args.logins.as_deref().map(Logins::read).transpose().context("--logins")?;
    let settings = Settings {
        collection: args.file.collection.clone(),
        listen: SocketAddr::new(args.bind, args.port),
        origins: args.origin.clone(),
        logins,
        reviewer: args.reviewer.clone().filter(|name| !name.trim().is_empty()),
        tagger: tagger(args.fast),
    };
    let served = open(settings).with_context(at)?;
    output::print(&format!("The workbench is at {}\nStop it with Ctrl-C.\n", served.url))?;
    served.run().with_context(at)
}

/// Adds a login; the password is the first line of standard input. A name that is there gets the new password.
pub(crate) fn login(args: &LoginArgs) -> Result<()> {
    eprintln!("Password for {}, as one line:", args.name);
    let mut password = String::new();
    io::stdin().lock().read_line(&mut password).context("reading the password")?;
    let line = login_line(&args.name, password.trim_end_matches(['\r', '\n']))?;
    let others = others(&args.logins, args.name.trim())?;
    output::replace_with(&args.logins, |to| Ok(to.write_all((others + &line).as_bytes())?))?;
    only_for_us(&args.logins)
}

fn others(file: &Path, name: &str) -> Result<String> {
    if !file.exists() {
        return Ok(String::new());
    }
    let text = std::fs::read_to_string(file).with_context(|| format!("reading `{}`", file.display()))?;
    let is_other = |line: &&str| line.split_once(':').is_none_or(|(known, _)| known.trim() != name);
    let mut others = text.lines().filter(is_other).collect::<Vec<_>>().join("\n");
    if !others.is_empty() {
        others.push('\n');
    }
    Ok(others)
}

/// Hashes are for nobody else to try passwords on.
fn only_for_us(file: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let at = || format!("closing `{}` to others", file.display());
        std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o600)).with_context(at)?;
    }
    Ok(())
}
