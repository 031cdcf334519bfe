# shellcheck shell=bash
# The containers, as update and rollback work with them; see common.sh. compose.yaml takes what runs from the file .env
# beside it: VERSION is the image's tag, PREVIOUS the one before, BACKUP the copy that was made between them.
compose=${DEPLOY_COMPOSE:-docker compose} # or «podman-compose»
file=${DEPLOY_COMPOSE_FILE:-$here/compose.yaml}
env=$(dirname "$file")/.env
backups=backups # in the volume of that name

kept() { [ ! -e "$env" ] || sed -n "s/^$1=//p" "$env"; }
current() {
    local version
    version=$(kept VERSION)
    printf '%s' "${version:-${VERSION:-}}"
}
previous() { kept PREVIOUS; }
backup_before() { kept BACKUP; }

# in_compose VERSION ARGUMENT …: compose with that version's image.
in_compose() {
    # shellcheck disable=SC2086  # DEPLOY_COMPOSE may be two words
    VERSION=$1 $compose -f "$file" "${@:2}"
}

# Of a tag's own folder, its compose.yaml names the folder to build from.
build() {
    # shellcheck disable=SC2086
    VERSION=$1 $compose -f "$2/deploy/compose.yaml" build bot
}

vekha() { in_compose "$1" run --rm -T bot "${@:2}"; }
back_up() { vekha "$1" backup "$2"; }
in_python() { in_compose "$1" run --rm -T --no-deps --entrypoint python bot -c "${@:2}"; }

stop_bot() { in_compose "$(current)" stop bot; }
start_bot() { in_compose "$(current)" up -d --no-build; }

# The other lines of .env are the administrator's.
switch() {
    {
        [ ! -e "$env" ] || grep -Ev '^(VERSION|PREVIOUS|BACKUP)=' "$env" || true
        printf 'VERSION=%s\n' "$1"
        [ $# -eq 1 ] || printf 'PREVIOUS=%s\nBACKUP=%s\n' "$2" "$3"
    } >"$env.new"
    mv "$env.new" "$env"
}

is_up() { trouble=$(in_compose "$(current)" exec -T bot python -c "$healthz" 127.0.0.1:9090 2>&1 | tail -n 1); }
has_given_up() { false; }
