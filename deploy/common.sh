# shellcheck shell=bash
# What update and rollback share; read by them, not run. What differs between the service and the containers is in
# service.sh and containers.sh, which have the same functions; VERSION below is a version's name:
#   current, previous            print the VERSION that runs, and the one before it; nothing where there is none
#   backup_before                print the backup that was made before the update to the current version
#   build VERSION FOLDER         install the VERSION from its source, beside the one that runs
#   vekha VERSION ARGUMENT …     its program, with the bot's settings, as the bot's user
#   back_up VERSION FILE         a copy of the database, by its program
#   in_python VERSION TEXT …     its interpreter, in the same way
#   stop_bot, start_bot          start_bot fails where it does not start
#   switch VERSION [OLD BACKUP]  make it the current one; OLD is the one to go back to, by default none
#   is_up                        whether the current version works; what is wrong is left in «trouble»
#   has_given_up                 whether it will not come up any more

say() { printf '%s\n' "$*"; }
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

now() { date -u +%Y%m%d%H%M%S; }

# newest_schema VERSION: the newest schema that it knows.
newest_schema() {
    in_python "$1" 'from storage.version import HEAD; print(HEAD)' | tail -n 1 | tr -d '\r'
}

# What /healthz says at an address: an instance that works, and does not only stand by.
# shellcheck disable=SC2034  # read by service.sh and containers.sh
healthz='import json, sys, urllib.request
said = json.load(urllib.request.urlopen(f"http://{sys.argv[1]}/healthz", timeout=4))
sys.exit(said["status"] != "ok" or said.get("role") == "standby")'

# starts_well: start the bot and wait until it works, DEPLOY_PATIENCE seconds at most.
starts_well() {
    local end=$((SECONDS + ${DEPLOY_PATIENCE:-90}))
    trouble=
    start_bot || return 1
    until is_up; do
        if has_given_up || [ "$SECONDS" -ge "$end" ]; then
            say "Не работает / Does not work: $(current) $trouble" >&2
            return 1
        fi
        sleep 1
    done
}

containers=
if [ "${1:-}" = --containers ]; then
    containers=" --containers"
    shift
    # shellcheck source=deploy/containers.sh
    . "$here/containers.sh"
else
    # shellcheck source=deploy/service.sh
    . "$here/service.sh"
fi
