#!/bin/bash
# Installs the package on this machine as it would be with the package on it, in a mount namespace of its own: a layer over
# the machine's files that is gone afterwards. Called by `cargo xtask test --only package` with a folder, the package, a port.
set -euo pipefail
place=$1 package=$2 port=$3
root=$place/root
say() { echo "  $*"; }

mount -t overlay overlay -o "lowerdir=/,upperdir=$place/upper,workdir=$place/work" "$root"
mount --bind /proc "$root/proc"
mount --bind /dev "$root/dev"
cp "$package" "$root/tmp/stadga.deb"
inside() { chroot "$root" "$@"; }

say "install"
inside dpkg --install /tmp/stadga.deb
[ "$(inside stat -c '%U %a' /var/lib/stadga)" = "stadga 700" ]
[ "$(inside stat -c '%U %G %a' /etc/stadga/stadga.toml)" = "root stadga 640" ]

if command -v systemd-analyze > /dev/null; then
    say "the unit"
    inside systemd-analyze verify --man=no /usr/lib/systemd/system/stadga.service
    # 0 is shut off from everything, 100 from nothing.
    inside systemd-analyze security --offline=true --threshold=20 --no-pager /usr/lib/systemd/system/stadga.service | tail -1
else
    say "not checked: the unit (systemd is not installed here)"
fi

say "serve with the packaged settings"
inside sed -i 's/^organisation = .*/organisation = "Region Prov"/' /etc/stadga/stadga.toml
# The shell itself becomes the program, so that the signal reaches it.
(exec chroot "$root" env STADGA_ADDRESS="127.0.0.1:$port" NOTIFY_SOCKET="${NOTIFY_SOCKET:-}" \
    setpriv --reuid stadga --regid stadga --init-groups --no-new-privs --inh-caps=-all \
    /usr/bin/stadga serve --config /etc/stadga/stadga.toml) &
program=$!
ask() {
    exec 3<> "/dev/tcp/127.0.0.1/$port" && printf 'GET %s HTTP/1.0\r\nHost: stadga.test\r\n\r\n' "$1" >&3 && cat <&3
}
for _ in $(seq 300); do
    answer=$( (ask /health/ready) 2> /dev/null || true)
    [[ $answer == "HTTP/1.0 200"* ]] && break
    sleep 0.1
done
[[ $answer == "HTTP/1.0 200"* ]]
answer=$(ask /sign-in)
[[ $answer == *"Region Prov"* ]]
[ "$(inside stat -c '%U %a' /var/lib/stadga/stadga.db)" = "stadga 600" ]
kill -TERM "$program"
wait "$program"
say "stopped in good order"

say "remove and purge"
inside dpkg --remove stadga
[ -f "$root/etc/stadga/stadga.toml" ] && [ ! -e "$root/usr/bin/stadga" ]
inside dpkg --purge stadga | tee "$place/purged"
grep -q /var/lib/stadga "$place/purged"
[ -f "$root/var/lib/stadga/stadga.db" ] && [ ! -e "$root/etc/stadga/stadga.toml" ]
say "the data is still there"
