package org.televisit.fhir;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.televisit.identity.AccessClaims;
import org.televisit.identity.Actor;
import org.televisit.identity.ActorFactory;
import org.televisit.identity.Role;
import org.televisit.platform.Language;

/**
 * Lets programs in that bring an access token made for this interface, for a person who has a part
 * in scheduling. The server has checked signature, issuer and time of the token before. A session
 * of the pages does not count, so no foreign page can ask with somebody's cookie.
 */
@Provider
@PreMatching // nobody learns without a token what there is
@Priority(Priorities.AUTHENTICATION)
public class Gate implements ContainerRequestFilter {

  private static final String OPEN = "metadata";
  private static final Set<Role> MAY_ENTER =
      Set.of(Role.PATIENT, Role.PRACTITIONER, Role.CLINIC_ADMIN);

  @Inject Caller caller;
  @Inject FhirTrail trail;

  @Inject
  @ConfigProperty(name = "televisit.fhir.audience")
  String audience;

  @Inject HttpServletRequest request;

  @Override
  public void filter(ContainerRequestContext context) {
    if (context.getUriInfo().getPath().replace("/", "").equals(OPEN)) {
      return;
    }
    if (!AccessClaims.isOfThisRequest(request)) {
      throw new FhirProblem(401, IssueType.LOGIN, "An access token is needed.", List.of());
    }
    Actor actor = ActorFactory.from(request);
    if (!AccessClaims.audience(request).contains(audience)) {
      trail.refused(actor, "audience");
      throw new FhirProblem(
          401, IssueType.LOGIN, "The access token was not made for this interface.", List.of());
    }
    if (actor.roles().stream().noneMatch(MAY_ENTER::contains)) {
      trail.refused(actor, "role");
      throw new FhirProblem(
          403, IssueType.FORBIDDEN, "This person has no part in scheduling.", List.of());
    }
    caller.admit(actor, Language.of(request).locale());
  }
}
