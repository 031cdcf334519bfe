#!/usr/bin/env bash
# secrets.sh: makes the files that compose.yaml gives the containers; the bot's token comes by standard input.
# Создаёт файлы секретов для compose.yaml; токен бота — со стандартного ввода.
set -euo pipefail
folder=${1:-$(cd "$(dirname "$0")" && pwd)/secrets}
if [ -e "$folder/database.password" ]; then
    echo "$folder: уже есть / already there" >&2
    exit 1
fi
read -r token || [ -n "$token" ]
password=$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')
# The folder is closed to others; the files in it can be read by a container's own user.
install -d -m 700 "$folder"
umask 022
printf '%s' "$token" >"$folder/telegram.token"
printf '%s' "$password" >"$folder/database.password"
printf 'postgresql+asyncpg://vekha:%s@database/vekha' "$password" >"$folder/database.url"
