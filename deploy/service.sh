# shellcheck shell=bash
# The systemd service, as update and rollback work with it; see common.sh.
# Where things lie; each can be set in the environment.
root=${DEPLOY_ROOT:-/opt/vekha}       # versions/NAME, and the links «current» and «previous»
state=${DEPLOY_STATE:-/var/lib/vekha} # the database, backups
service=${DEPLOY_SERVICE:-vekha}
backups=$state/backups

current() { pointed current; }
previous() { pointed previous; }
pointed() { [ ! -L "$root/$1" ] || basename "$(readlink "$root/$1")"; }
backup_before() { cat "$root/versions/$(current)/backup" 2>/dev/null || true; }

# point NAME VERSION: the link NAME to its folder, changed in one step.
point() {
    ln -sfn "$root/versions/$2" "$root/.$1.new"
    mv -T "$root/.$1.new" "$root/$1"
}

build() {
    local folder=$root/versions/$1
    [ ! -e "$folder/complete" ] || return 0
    mkdir -p "$root/versions"
    rm -rf "$folder"
    "$2/deploy/install" "$folder"
    touch "$folder/complete"
}

# as_bot PROGRAM …: with the user, the settings and the secrets that the unit gives the bot, also by `systemctl edit`.
as_bot() {
    local given one properties=()
    mapfile -t given < <(systemctl cat "$service" | grep -E '^(User|Group|UMask|Environment|EnvironmentFile|LoadCredential)=.')
    for one in "${given[@]}"; do properties+=(-p "$one"); done
    systemd-run --quiet --pipe --wait --collect -p "WorkingDirectory=$state" "${properties[@]}" -- "$@"
}

vekha() { as_bot "$root/versions/$1/bin/vekha" "${@:2}"; }
back_up() {
    as_bot mkdir -p "$backups"
    vekha "$1" backup "$2"
}
in_python() { as_bot "$root/versions/$1/bin/python" -c "${@:2}"; }

stop_bot() { systemctl stop "$service"; }
restarts() { systemctl show -p NRestarts --value "$service"; }

start_bot() {
    systemctl reset-failed "$service" 2>/dev/null || true
    systemctl start "$service" || return 1
    began=$SECONDS
    restarted=$(restarts)
    listen=$(in_python "$(current)" 'from bot.configuration.settings_file import load; print(load(None).metrics.listen)')
}

switch() {
    if [ $# -gt 1 ]; then
        printf '%s\n' "$3" >"$root/versions/$1/backup"
        point previous "$2"
    else
        rm -f "$root/previous"
    fi
    point current "$1"
}

# At /healthz, where the settings say where it is; else by staying up, with settings, database and token in order.
is_up() {
    systemctl is-active --quiet "$service" || return 1
    if [ -n "$listen" ]; then
        trouble=$("$root/current/bin/python" -c "$healthz" "$listen" 2>&1 | tail -n 1)
    else
        [ "$((SECONDS - began))" -ge "${DEPLOY_WATCH_SECONDS:-10}" ] || return 1
        trouble=$(vekha "$(current)" check 2>&1) && [ "$(restarts)" = "$restarted" ]
    fi
}
# After a wrong setting, and after too many starts in a row.
has_given_up() { systemctl is-failed --quiet "$service"; }
