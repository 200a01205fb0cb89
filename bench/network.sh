# Sourced by the media benchmarks: run_alone runs a command in a network namespace of its own, with loopback and one
# more address, as Janus takes no loopback address for media. Nothing in it can be reached from outside.
for program in ffmpeg janus ip unshare; do
  command -v $program >/dev/null || {
    echo "$program is missing; install it first (apt-get install ffmpeg janus iproute2 util-linux)" >&2
    exit 1
  }
done
export BENCH_ADDRESS=192.0.2.1 # of TEST-NET-1, RFC 5737
run_alone() {
  unshare --map-root-user --net bash -c '
    ip link set lo up
    ip link add media0 type veth peer name media1
    ip address add "$BENCH_ADDRESS/24" dev media0
    ip link set media0 up
    ip link set media1 up
    exec "$@"' run_alone "$@"
}
