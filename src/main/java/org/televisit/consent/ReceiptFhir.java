package org.televisit.consent;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relation;
import org.televisit.identity.Role;

/**
 * A receipt as a FHIR R4 Consent. People and the visit are named by identifier, as the receipt
 * stands alone and no FHIR server is behind it; the wording is inside, and a URI of RFC 6920 names
 * it by its SHA-256.
 *
 * @see <a href="https://hl7.org/fhir/R4/consent.html">FHIR R4 Consent</a>
 */
final class ReceiptFhir {

  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

  private final Receipt receipt;
  private final Choice choice;
  private final ReceiptText text;

  ReceiptFhir(ReceiptText text) {
    this.receipt = text.receipt();
    this.choice = receipt.choice();
    this.text = text;
  }

  JsonObject json() {
    JsonObjectBuilder consent =
        Json.createObjectBuilder()
            .add("resourceType", "Consent")
            .add("id", receipt.id().toString())
            .add("language", choice.form().getLanguage())
            .add("text", narrative())
            .add("identifier", array(identifier(receipt.id())))
            .add("status", receipt.status())
            .add("scope", concept(coding(TERMINOLOGY + "consentscope", scope())))
            .add("category", array(concept(coding("http://loinc.org", "59284-0"))));
    if (receipt.role() == Role.PATIENT) {
      consent.add("patient", reference("Patient", receipt.person()));
    }
    consent.add("dateTime", choice.answeredAt().toString());
    if (!receipt.voice().unnamed()) {
      consent.add("performer", array(performer()));
    }
    consent
        .add("organization", array(Json.createObjectBuilder().add("display", text.clinic())))
        .add("sourceAttachment", wording())
        .add("policy", array(policy()));
    if (receipt.voice().how() == How.SPOKEN) {
      consent.add("verification", array(verification()));
    }
    return consent.add("provision", provision()).build();
  }

  private JsonObjectBuilder narrative() {
    String words = text.answer() + " " + String.join(" · ", text.facts().values());
    String escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return Json.createObjectBuilder()
        .add("status", "generated")
        .add("div", "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>" + escaped + "</p></div>");
  }

  private String scope() {
    return receipt.purpose() == Purpose.TREATMENT ? "treatment" : "patient-privacy";
  }

  /** Who gave the answer; a representative as the related person that they are. */
  private JsonObjectBuilder performer() {
    return receipt
        .voice()
        .as()
        .map(Relation::person)
        .map(person -> reference("RelatedPerson", person))
        .orElseGet(() -> reference(type(receipt.role()), receipt.voice().by()));
  }

  private JsonObjectBuilder wording() {
    ConsentForm form = choice.form();
    byte[] words = form.getText().getBytes(StandardCharsets.UTF_8);
    String hash =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(HexFormat.of().parseHex(form.getSha256()));
    return Json.createObjectBuilder()
        .add("contentType", "text/plain;charset=utf-8")
        .add("language", form.getLanguage())
        .add("data", Base64.getEncoder().encodeToString(words))
        .add("url", "ni:///sha-256;" + hash)
        .add("size", words.length)
        .add("title", text.wordingTitle());
  }

  /** Names the version of the wording: the id of a published form never means another text. */
  private JsonObjectBuilder policy() {
    return Json.createObjectBuilder().add("uri", "urn:uuid:" + choice.form().getId());
  }

  private JsonObjectBuilder verification() {
    JsonObjectBuilder verification = Json.createObjectBuilder().add("verified", true);
    if (!receipt.voice().unnamed()) {
      verification.add("verifiedWith", performer());
    }
    return verification.add("verificationDate", choice.answeredAt().toString());
  }

  private JsonObjectBuilder provision() {
    JsonArrayBuilder actors =
        array(actor("PRCP", type(receipt.role()), receipt.person())); // the principal target
    receipt.voice().witness().ifPresent(w -> actors.add(actor("WIT", "Practitioner", w)));
    JsonArrayBuilder purposes = Json.createArrayBuilder();
    purposes().forEach(code -> purposes.add(coding(TERMINOLOGY + "v3-ActReason", code)));
    JsonObjectBuilder period =
        Json.createObjectBuilder().add("start", choice.answeredAt().toString());
    if (choice.endedAt() != null) {
      period.add("end", choice.endedAt().toString());
    } else if (receipt.isLapsed() && choice.form().getLastMoment() != null) {
      period.add("end", choice.form().getLastMoment().toString());
    }
    return Json.createObjectBuilder()
        .add("type", choice.provision().code())
        .add("period", period)
        .add("actor", actors)
        .add("purpose", purposes)
        .add("data", array(visit()));
  }

  private List<String> purposes() {
    return switch (receipt.purpose()) {
      case TREATMENT -> List.of("TREAT");
      case RECORDING -> List.of("HQUALIMP", "HCOMPL");
      case ANALYTICS -> List.of("HOPERAT");
    };
  }

  /** It is about this one visit. */
  private JsonObjectBuilder visit() {
    return Json.createObjectBuilder()
        .add("meaning", "instance")
        .add(
            "reference",
            Json.createObjectBuilder()
                .add("type", "Appointment")
                .add("identifier", identifier(receipt.visit().getId().value())));
  }

  private static JsonObjectBuilder actor(String role, String type, PersonRef person) {
    return Json.createObjectBuilder()
        .add("role", concept(coding(TERMINOLOGY + "v3-ParticipationType", role)))
        .add("reference", reference(type, person));
  }

  private static String type(Role role) {
    return switch (role) {
      case PRACTITIONER -> "Practitioner";
      case RELATED_PERSON -> "RelatedPerson";
      default -> "Patient";
    };
  }

  private static JsonObjectBuilder reference(String type, PersonRef person) {
    return Json.createObjectBuilder()
        .add("type", type)
        .add("identifier", identifier(person.id()))
        .add("display", person.name());
  }

  private static JsonObjectBuilder identifier(UUID id) {
    return Json.createObjectBuilder()
        .add("system", "urn:ietf:rfc:3986")
        .add("value", "urn:uuid:" + id);
  }

  private static JsonObjectBuilder coding(String system, String code) {
    return Json.createObjectBuilder().add("system", system).add("code", code);
  }

  private static JsonObjectBuilder concept(JsonObjectBuilder coding) {
    return Json.createObjectBuilder().add("coding", array(coding));
  }

  private static JsonArrayBuilder array(JsonObjectBuilder only) {
    return Json.createArrayBuilder().add(only);
  }
}
