# The application: WildFly with the war, as Maven provisions it.
FROM eclipse-temurin:17-jdk AS build
WORKDIR /televisit
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src src
COPY kurento kurento
RUN ./mvnw -B -ntp package -DskipTests

FROM eclipse-temurin:17-jre
RUN useradd --system --uid 10001 --user-group --home-dir /opt/televisit --no-create-home televisit \
    && install -d -o televisit -g televisit -m 0700 /var/lib/televisit/recordings \
        /var/lib/televisit/recording-keys /var/lib/televisit/keys
COPY --from=build --chown=televisit:televisit /televisit/target/server /opt/televisit
# the operator's commands for keys, with no more than it needs
COPY --from=build /televisit/target/classes/org/televisit/vault /opt/televisit-kek/classes/org/televisit/vault
COPY --from=build /televisit/target/televisit/WEB-INF/lib/tink-*.jar /televisit/target/televisit/WEB-INF/lib/protobuf-java-*.jar \
     /televisit/target/televisit/WEB-INF/lib/gson-*.jar /opt/televisit-kek/lib/
COPY docker/application/televisit-kek docker/application/televisit-signing-key docker/application/televisit-start /usr/local/bin/
USER televisit
ENV LAUNCH_JBOSS_IN_BACKGROUND=1 \
    JAVA_OPTS="-XX:MaxRAMPercentage=60 -XX:+ExitOnOutOfMemoryError -Djava.net.preferIPv4Stack=true -Djava.awt.headless=true" \
    TELEVISIT_INGEST_ADDRESS=0.0.0.0 \
    TELEVISIT_INGEST_PORT=8081 \
    TELEVISIT_RECORDING_DIRECTORY=/var/lib/televisit/recordings \
    TELEVISIT_RECORDING_KEY_DIRECTORY=/var/lib/televisit/recording-keys \
    TELEVISIT_RECORDING_KEK_FILE=/var/lib/televisit/keys/kek.json \
    TELEVISIT_SIGNING_KEY_FILE=/var/lib/televisit/keys/signing-key.pem
VOLUME /var/lib/televisit/recordings /var/lib/televisit/recording-keys /var/lib/televisit/keys
# 8080 for people, 8081 for the media server only; the management port stays inside
EXPOSE 8080 8081
HEALTHCHECK --start-period=90s --interval=15s --timeout=5s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/9990 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["televisit-start", "/opt/televisit/bin/standalone.sh", "-b=0.0.0.0", "-bmanagement=127.0.0.1"]
