#!/usr/bin/env bash
# An operator's life on a fresh Debian: install, start, new data, upgrade, roll back, remove.
#
#   packaging/try.sh OLD.deb NEW.deb [FOLDER]
#
# Makes a Debian 12 root with debootstrap in FOLDER (a new one below /var/tmp unless named; its `base` is used again
# by the next run), and works in a copy. Needs root, the network (for debootstrap), debootstrap and curl. There is no
# systemd in a chroot: the program is started as the unit would start it, by a user without rights, and what the unit
# adds is checked with `systemd-analyze` where that is installed. Ends with exit code 0 and "all held", or at the
# first thing that does not hold.
set -euo pipefail

[ $# -ge 2 ] || { sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 2; }
old=$(readlink -f "$1")
new=$(readlink -f "$2")
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(readlink -f "${3:-$(mktemp -d /var/tmp/sousveil-try.XXXXXX)}")
root=$work/root
port=${SOUSVEIL_TRY_PORT:-18600}
server=

step() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive "$@"; }
get() { curl -sS --max-time 20 "http://127.0.0.1:$port$1"; }

stop_server() {
    [ -n "$server" ] || return 0
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" || fail "the server ended with $?: $(cat "$work/log")"
    server=
}
end() {
    [ -z "$server" ] || kill -KILL "$server" 2>/dev/null || true
    umount "$root/proc" 2>/dev/null || true
}
trap end EXIT

# The command of the unit, by a user without rights, with the folder that CacheDirectory= would make.
start_server() {
    local command
    command=$(sed -n 's/^ExecStart=//p' "$root/usr/lib/systemd/system/sousveil.service")
    mkdir -p "$root/var/cache/sousveil"
    chown 65534:65534 "$root/var/cache/sousveil"
    # shellcheck disable=SC2086
    chroot --userspec=65534:65534 "$root" /usr/bin/env -i PATH=/usr/bin:/bin SOUSVEIL_DATA=/var/cache/sousveil \
        SOUSVEIL_LISTEN="127.0.0.1:$port" $command >"$work/out" 2>"$work/log" &
    server=$!
    for _ in $(seq 200); do
        if curl -s --max-time 2 "http://127.0.0.1:$port/healthz" >/dev/null; then return; fi
        kill -0 "$server" 2>/dev/null || fail "the server did not start: $(cat "$work/log")"
        sleep 0.1
    done
    fail "the server does not answer: $(cat "$work/log")"
}
version() { get /healthz | sed 's/.*"data_version":"\([^"]*\)".*/\1/'; }
until_version() {
    for _ in $(seq 100); do
        [ "$(version)" = "$1" ] && return
        sleep 0.1
    done
    fail "expected data version $1, found $(version): $(cat "$work/log")"
}
files() { (cd "$root" && find . -xdev \( -path ./proc -o -path ./tmp -o -path ./var/lib/dpkg -o -path ./var/log -o -path ./var/cache/apt -o -path ./var/lib/apt \) -prune -o -print | sort); }
package() { inside dpkg-query -W -f '${Status} ${Version}' sousveil; }

step "a fresh Debian"
[ -d "$work/base" ] || debootstrap --variant=minbase bookworm "$work/base" http://deb.debian.org/debian >"$work/debootstrap.log"
rm -rf "$root"
cp -a "$work/base" "$root"
mount -t proc proc "$root/proc" 2>/dev/null || echo "no /proc here: figures of memory are left out"
files >"$work/files-before"
cp "$old" "$root/tmp/old.deb"
cp "$new" "$root/tmp/new.deb"

step "install $(basename "$old")"
inside apt-get install -y -q /tmp/old.deb >"$work/install.log" 2>&1 || fail "$(cat "$work/install.log")"
inside dpkg -V sousveil
for process in /proc/[0-9]*; do
    [ "$(readlink "$process/root" 2>/dev/null || true)" != "$root" ] || fail "something was started: $(tr '\0' ' ' <"$process/cmdline")"
done
inside sousveil --version
inside sousveil config check /etc/sousveil/sousveil.toml
inside dpkg-query -W -f '${Conffiles}\n' sousveil | grep -q /etc/sousveil/sousveil.toml || fail "the settings are no conffile"
for file in usr/share/man/man1/sousveil.1.gz usr/share/man/man1/sousveil-serve.1.gz usr/share/doc/sousveil/copyright \
    usr/share/bash-completion/completions/sousveil; do
    [ -e "$root/$file" ] || fail "/$file is not there"
done

step "start: the open dataset"
start_server
get /countries/uz >"$work/page" && grep -q '<h1>.*Uzbekistan' "$work/page" || fail "no page of Uzbekistan"
get /transfers.csv >"$work/page" && head -1 "$work/page" | grep '^id,' || fail "no table"
before=$(version)
echo "data version $before"
stop_server

step "a slip of the pen in the settings"
cp "$root/etc/sousveil/sousveil.toml" "$work/settings"
echo 'public-url = "https://index.example.org"' >>"$root/etc/sousveil/sousveil.toml"
code=0
inside sousveil serve --config /etc/sousveil/sousveil.toml >"$work/out" 2>&1 || code=$?
[ "$code" = 2 ] && grep -q 'did you mean `public_url`' "$work/out" || fail "exit code $code: $(cat "$work/out")"
cat "$work/out"

step "own data, changed under the running server"
cat "$work/settings" - >"$root/etc/sousveil/sousveil.toml" <<'TOML'
# Ours.
snapshots = ["/var/lib/sousveil/current"]
TOML
cp -a "$here/data" "$root/srv/data"
inside sousveil-update /srv/data
start_server
until_version "$before"
sed -i 's/^version = .*/version = "2099-01-01"/' "$root/srv/data/dataset.toml"
inside sousveil-update /srv/data
until_version 2099-01-01
inside sousveil-update --back
until_version "$before"
inside sousveil-update --list
[ "$(inside sousveil-update --list | wc -l)" = 2 ] || fail "two snapshots are kept"

step "a snapshot of a newer form is refused, the old one stays"
cp -a "$root/var/lib/sousveil/snapshots/2099-01-01-"* "$root/var/lib/sousveil/snapshots/newer"
sed -i 's/"format": *[0-9]*/"format": 999/' "$root/var/lib/sousveil/snapshots/newer/manifest.json"
ln -s snapshots/newer "$root/var/lib/sousveil/next" && mv -T "$root/var/lib/sousveil/next" "$root/var/lib/sousveil/current"
for _ in $(seq 100); do grep -q 'found format 999' "$work/log" && break; sleep 0.1; done
grep 'found format 999' "$work/log" || fail "it was not said: $(cat "$work/log")"
until_version "$before"
inside sousveil-update --back >/dev/null
inside sousveil-update /srv/data
until_version 2099-01-01

step "upgrade to $(basename "$new") while it runs"
inside apt-get install -y -q /tmp/new.deb >"$work/upgrade.log" 2>&1 || fail "$(cat "$work/upgrade.log")"
package && echo
[ "$(package)" != "install ok installed $(dpkg-deb -f "$old" Version)" ] || fail "it is the old one still"
grep -q '^# Ours' "$root/etc/sousveil/sousveil.toml" || fail "the operator's settings are gone"
until_version 2099-01-01
# A version with another form of snapshots says so, and what runs goes on until the data are compiled again.
changed=no
if ! inside sousveil verify /var/lib/sousveil/current >/dev/null 2>&1; then
    changed=yes
    grep "sousveil-update FOLDER" "$work/upgrade.log" || fail "it was not said that the data must be compiled again"
    inside sousveil-update /srv/data
    inside sousveil-update --list
    until_version 2099-01-01
fi
stop_server
start_server
until_version 2099-01-01
stop_server

step "back to $(basename "$old")"
inside apt-get install -y -q --allow-downgrades /tmp/old.deb >"$work/downgrade.log" 2>&1 || fail "$(cat "$work/downgrade.log")"
[ "$(package)" = "install ok installed $(dpkg-deb -f "$old" Version)" ] || fail "it is $(package)"
grep -q '^# Ours' "$root/etc/sousveil/sousveil.toml" || fail "the operator's settings are gone"
[ $changed = no ] || inside sousveil-update --back
start_server
until_version 2099-01-01

step "backup, and back from it"
inside sousveil backup --folder /srv/data --snapshot /var/lib/sousveil/current --out /tmp/b.tar.zst
inside sousveil restore /tmp/b.tar.zst --out /srv/restored
diff -r --exclude='.*' "$root/srv/data" "$root/srv/restored/folder" || fail "the folder came back otherwise"
inside sousveil verify /srv/restored/snapshot
stop_server

step "remove, purge"
inside apt-get remove -y -q sousveil >"$work/remove.log" 2>&1 || fail "$(cat "$work/remove.log")"
[ -e "$root/etc/sousveil/sousveil.toml" ] || fail "remove took the settings"
inside apt-get purge -y -q sousveil >"$work/purge.log" 2>&1 || fail "$(cat "$work/purge.log")"
grep 'left /var/lib/sousveil' "$work/purge.log" || fail "it was not said that the snapshots stay"
rm -rf "$root/var/lib/sousveil" "$root/srv/data" "$root/srv/restored"
files >"$work/files-after"
diff "$work/files-before" "$work/files-after" || fail "traces are left"

if command -v systemd-analyze >/dev/null; then
    step "the unit"
    systemd-analyze security --offline=true "$here/packaging/sousveil.service" | tail -1
fi
printf '\nall held\n'
