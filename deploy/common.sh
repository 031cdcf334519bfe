# What update and rollback share; read by them, not run.
# Where things lie; each can be set in the environment.
root=${DEPLOY_ROOT:-/opt/vekha}       # versions/NAME, and the links «current» and «previous»
state=${DEPLOY_STATE:-/var/lib/vekha} # the database, backups
config=${DEPLOY_CONFIG:-/etc/vekha/config.toml}
service=${DEPLOY_SERVICE:-vekha}
user=${DEPLOY_USER:-vekha}

say() { printf '%s\n' "$*"; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# as_bot PROGRAM …: as the service's own user and in its folder, so that what is written stays the service's.
as_bot() {
    if [ "$(id -u)" = 0 ]; then
        (cd "$state" && VEKHA_CONFIG=$config runuser -u "$user" -- "$@")
    else
        (cd "$state" && VEKHA_CONFIG=$config "$@")
    fi
}

# point NAME FOLDER: the link NAME to FOLDER, changed in one step.
point() {
    ln -sfn "$2" "$root/.$1.new"
    mv -T "$root/.$1.new" "$root/$1"
}

# newest_schema FOLDER: the newest schema that the version there knows.
newest_schema() {
    (cd / && "$1/bin/python" -c 'from storage.version import HEAD; print(HEAD)')
}

# start: start the service; fails where it does not stay up.
start() {
    systemctl start "$service" || return 1
    sleep "${DEPLOY_WATCH_SECONDS:-5}"
    systemctl is-active --quiet "$service"
}
