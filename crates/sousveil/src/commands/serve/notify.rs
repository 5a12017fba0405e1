//! Words to systemd, where it started the server; without it each of these does nothing.

use std::time::Duration;

use sd_notify::NotifyState;

/// The server answers from now on.
pub(super) fn ready(version: &str) {
    say(&[NotifyState::Ready, NotifyState::Status(&serving(version))]);
}

/// Other data is served now.
pub(super) fn status(version: &str) {
    say(&[NotifyState::Status(&serving(version))]);
}

/// The server was told to stop and sends what is on its way.
pub(super) fn stopping() {
    say(&[NotifyState::Stopping]);
}

/// Says again and again that the threads that carry connections are alive; ends at once where nobody wants to know.
pub(super) async fn watchdog() {
    let Some(patience) = sd_notify::watchdog_enabled() else { return };
    let mut beat = tokio::time::interval((patience / 3).max(Duration::from_millis(100)));
    loop {
        beat.tick().await;
        say(&[NotifyState::Watchdog]);
    }
}

fn serving(version: &str) -> String {
    format!("serving data version {}", version.replace(char::is_control, " "))
}

fn say(words: &[NotifyState<'_>]) {
    if let Err(error) = sd_notify::notify(words) {
        tracing::debug!(%error, "systemd could not be told");
    }
}
