# Sourced by the benchmarks: compiles the product, its tests and the sources of src, and sets CP.
# Needs JDK 17 or newer; Maven comes with the wrapper.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mkdir -p target/bench/classes
./mvnw -q -B test-compile -DskipITs -Dspotless.check.skip=true >&2
./mvnw -q -B dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile=target/bench/classpath >&2
./mvnw -q -B -f bench/pom.xml dependency:build-classpath -Dmdep.outputFile="$PWD/target/bench/undertow" >&2
CP="$PWD/target/bench/classes:$PWD/target/classes:$PWD/target/test-classes:$(cat target/bench/classpath):$(cat target/bench/undertow)"
javac -nowarn -proc:none -d target/bench/classes -cp "$CP" $(find bench/src -name '*.java') >&2
WORK=$(mktemp -d target/bench/run.XXXXXX)
WORK="$PWD/$WORK"
trap 'rm -rf "$WORK"' EXIT
