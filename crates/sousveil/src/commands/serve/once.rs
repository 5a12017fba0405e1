//! `serve --get`: one answer, as a connection would get it, without a listener.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use sousveil_site::{Once as Answer, Site, router};

use crate::args::Once;
use crate::commands::FOUND;

/// Prints the answer; exit code 1 where it is an error.
pub(super) fn run(site: Arc<Site>, path: &str, args: &Once) -> Result<ExitCode> {
    let mut headers = args.header.clone();
    headers.extend(args.accept.iter().map(|media| format!("Accept: {media}")));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let answer = Answer::get(router(site), path, &headers).await?;
        let status = answer.status();
        let mut out = BufWriter::new(io::stdout().lock());
        if args.include {
            head(&answer, &mut out)?;
        }
        answer.write(&mut out).await?;
        out.flush()?;
        let wrong = status.is_client_error() || status.is_server_error();
        Ok(if wrong { ExitCode::from(FOUND) } else { ExitCode::SUCCESS })
    })
}

fn head(answer: &Answer, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", answer.status())?;
    for (name, value) in answer.headers() {
        write!(out, "{name}: ")?;
        out.write_all(value.as_bytes())?;
        writeln!(out)?;
    }
    writeln!(out)
}
