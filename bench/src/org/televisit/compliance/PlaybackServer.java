package org.televisit.compliance;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.nio.channels.Channels;
import org.jose4j.jwt.JwtClaims;
import org.televisit.identity.Role;
import org.televisit.recording.RecordingId;
import org.televisit.vault.SyntheticVisit;
import org.televisit.vault.VirtualWebm;
import org.wildfly.security.http.oidc.IDToken;
import org.wildfly.security.http.oidc.OidcPrincipal;
import org.wildfly.security.http.oidc.OidcSecurityContext;

/**
 * The product's playback, from servlet to sealed file, in the servlet container of WildFly; only
 * who signed in is given, and the rows are kept in memory. Writes the same bytes to plain files for
 * another server. Prints a line for each recording, then its port; ends when its input does.
 */
public final class PlaybackServer {

  private static final int[] LENGTHS = {60, 600, 3600, 8 * 3600};

  private PlaybackServer() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]).toRealPath();
    PlaybackFixture visit = new PlaybackFixture(directory);
    ReviewGrant grant = visit.grant(PlaybackFixture.OFFICER, PlaybackFixture.VISIT);
    Path plain = Files.createDirectories(directory.resolve("plain"));
    announce(visit, grant, "throughput", 600, 2500, plain);
    for (int seconds : LENGTHS) {
      announce(visit, grant, "seek-" + seconds, seconds, 8, plain);
    }
    System.out.println("port " + serve(visit));
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  private static void announce(
      PlaybackFixture visit, ReviewGrant grant, String name, int seconds, int kbps, Path plain)
      throws IOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    new SyntheticVisit(seconds, kbps).send((bytes, length) -> stream.write(bytes, 0, length));
    RecordingId recording = visit.seal(stream.toByteArray());
    long before = System.nanoTime();
    VirtualWebm media =
        visit.service.open(PlaybackFixture.OFFICER, visit.target(grant, recording)).media();
    double millis = (System.nanoTime() - before) / 1e6;
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(plain.resolve(name)), 1 << 20)) {
      media.read(0, media.length(), Channels.newChannel(out));
    }
    System.out.printf(
        "recording %s %d /compliance/media/%s/%s %.1f%n",
        name, media.length(), grant.getId(), recording, millis);
  }

  private static int serve(PlaybackFixture visit) throws ServletException {
    PlaybackServlet servlet = new SignedIn();
    servlet.service = visit.service;
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(PlaybackServer.class.getClassLoader())
            .setContextPath("/")
            .setDeploymentName("playback")
            .addServlet(
                Servlets.servlet(
                        "playback", SignedIn.class, new ImmediateInstanceFactory<>(servlet))
                    .addMapping("/compliance/media/*"));
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(2)
            .setWorkerThreads(4)
            .setHandler(manager.start())
            .build();
    server.start();
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** Every request comes from the officer, as if the identity provider had said so. */
  private static final class SignedIn extends PlaybackServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      super.service(
          new HttpServletRequestWrapper(request) {
            @Override
            public Principal getUserPrincipal() {
              JwtClaims claims = new JwtClaims();
              claims.setSubject(PlaybackFixture.OFFICER.subject());
              claims.setStringClaim("name", PlaybackFixture.OFFICER.name());
              return new OidcPrincipal<>(
                  PlaybackFixture.OFFICER.subject(),
                  new OidcSecurityContext("", null, "", new IDToken(claims)));
            }

            @Override
            public boolean isUserInRole(String role) {
              return Role.COMPLIANCE.realmName().equals(role);
            }
          },
          response);
    }
  }
}
