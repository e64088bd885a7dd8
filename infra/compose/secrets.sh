#!/bin/sh
# Makes the passwords of an installation, once: infra/compose/.env, which compose reads and nobody else may.
set -eu
env="$(dirname "$0")/.env"
if [ -e "$env" ]; then
    echo "$env is there already; remove it together with the volumes to begin anew." >&2
    exit 1
fi
umask 077
random() { od -An -v -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
for name in POSTGRES COORDINATOR GATEWAY SCRIPT ANALYSIS IMAGERY MOTION AUDIO ASSEMBLY BILLING NOTIFIER; do
    echo "SAGAREEL_${name}_PASSWORD=$(random 20)"
done > "$env.new"
echo "SAGAREEL_S3_SECRET_KEY=$(random 20)" >> "$env.new"
echo "SAGAREEL_MASTER_KEYS=$(random 32)" >> "$env.new"
mv "$env.new" "$env"
echo "The passwords are in $env."
