package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.ValidationResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Date;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsentReceiptTest {

  static Stream<Receipt> every_kind() {
    return Stream.of(
        ReceiptFixture.byMother("en"),
        ReceiptFixture.byMother("zh-CN"),
        ReceiptFixture.spoken(),
        ReceiptFixture.unnamed("en"),
        ReceiptFixture.byDoctor(),
        ReceiptFixture.endedOfMother(),
        ReceiptFixture.lapsedOfMother("en"));
  }

  @Nested
  class As_a_document {

    byte[] pdf(Receipt receipt) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ReceiptPdf.write(ReceiptFixture.text(receipt), bytes);
      Path target = Path.of("target/receipts");
      Files.createDirectories(target);
      String name = receipt.choice().form().getLanguage() + "-" + receipt.voice().how().code();
      Files.write(target.resolve(name + ".pdf"), bytes.toByteArray()); // to look at
      return bytes.toByteArray();
    }

    String text(Receipt receipt) throws IOException {
      try (PDDocument document = Loader.loadPDF(pdf(receipt))) {
        return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
      }
    }

    @Test
    void it_says_who_answered_for_whom_how_when_and_to_what() throws IOException {
      assertThat(text(ReceiptFixture.byMother("en")))
          .contains("Receipt for your consent")
          .contains("Agreed: Recording of your picture and voice.")
          .contains("Consent of Mia Schmidt")
          .contains("Answered by Anna Schmidt, as a parent")
          .contains("2 March 2026, 13:00:00 (GMT+01:00)")
          .contains("version 3")
          .contains("broken somewhere between two of its words.")
          .contains(new Wording("", ReceiptFixture.ENGLISH).sha256());
    }

    @Test
    void it_names_the_witness_of_what_was_spoken() throws IOException {
      assertThat(text(ReceiptFixture.spoken()))
          .contains("Declined: Recording")
          .contains("Aloud; heard and written down by 林 Mei & <Co>");
    }

    @Test
    void it_claims_of_no_parent_what_one_of_them_said() throws IOException {
      assertThat(text(ReceiptFixture.unnamed("en")))
          .contains("Somebody of those present aloud; who it was is not written down")
          .contains("Aloud; heard and written down by 林 Mei & <Co>");
      assertThat(text(ReceiptFixture.unnamed("zh-CN"))).contains("未记录是哪一位");
    }

    @Test
    void it_says_when_it_ceased_to_count() throws IOException {
      assertThat(text(ReceiptFixture.endedOfMother()))
          .contains("No more: another answer took its place on 2 March 2026, 13:01:00");
    }

    @Test
    void it_says_that_it_has_lapsed_in_both_languages() throws IOException {
      assertThat(text(ReceiptFixture.lapsedOfMother("en")))
          .contains("No more: the text is valid until 2 March 2026, 23:59:59")
          .contains("and the visit was moved to after that")
          .doesNotContain("Until it is changed");
      assertThat(text(ReceiptFixture.lapsedOfMother("zh-CN")).replace(" ", ""))
          .contains("不再有效：文本有效期至");
    }

    @Test
    void it_can_be_read_and_searched_in_chinese() throws IOException {
      assertThat(text(ReceiptFixture.byMother("zh-CN")).replace(" ", ""))
          .contains("同意凭证")
          .contains("已同意：录制您的图像和声音。")
          .contains("AnnaSchmidt（以父母身份）")
          .contains(ReceiptFixture.CHINESE.replaceAll("\\s+", ""));
    }

    @Test
    void it_carries_its_font_and_says_its_language() throws IOException {
      byte[] bytes = pdf(ReceiptFixture.byMother("zh-CN"));
      assertThat(bytes.length).isLessThan(200_000); // a subset, not ten megabytes
      try (PDDocument document = Loader.loadPDF(bytes)) {
        assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("zh-CN");
        PDPage page = document.getPage(0);
        for (COSName name : page.getResources().getFontNames()) {
          PDFont font = page.getResources().getFont(name);
          assertThat(font.isEmbedded()).isTrue();
        }
        assertThat(page.getResources().getFontNames()).hasSize(1);
      }
    }

    @Test
    void it_leaves_out_what_no_font_can_draw() throws IOException {
      ReceiptText text = ReceiptFixture.text(ReceiptFixture.byDoctor());
      ReceiptText odd = new ReceiptText(text.receipt(), "Clinic 𓀀 of\tHope", text.zone());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ReceiptPdf.write(odd, bytes);
      try (PDDocument document = Loader.loadPDF(bytes.toByteArray())) {
        assertThat(new PDFTextStripper().getText(document)).contains("Clinic ? of Hope");
      }
    }
  }

  @Nested
  class As_fhir {

    static final FhirContext FHIR = FhirContext.forR4();

    String json(Receipt receipt) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ReceiptServlet.writeJson(ReceiptFixture.text(receipt), bytes);
      return bytes.toString(StandardCharsets.UTF_8);
    }

    org.hl7.fhir.r4.model.Consent read(Receipt receipt) {
      return FHIR.newJsonParser()
          .setParserErrorHandler(new StrictErrorHandler()) // nothing unknown, nothing twice
          .parseResource(org.hl7.fhir.r4.model.Consent.class, json(receipt));
    }

    @ParameterizedTest
    @MethodSource("org.televisit.consent.ConsentReceiptTest#every_kind")
    void it_obeys_the_rules_of_the_standard(Receipt receipt) {
      FhirValidator validator = FHIR.newValidator();
      validator.registerValidatorModule(
          new FhirInstanceValidator(
              new ValidationSupportChain(
                  new DefaultProfileValidationSupport(FHIR),
                  new InMemoryTerminologyServerValidationSupport(FHIR),
                  new CommonCodeSystemsTerminologyService(FHIR))));
      ValidationResult result = validator.validateWithResult(json(receipt));
      assertThat(result.getMessages())
          .filteredOn(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
          .isEmpty();
    }

    @Test
    void a_rule_that_is_broken_would_be_noticed() {
      FhirValidator validator = FHIR.newValidator();
      validator.registerValidatorModule(
          new FhirInstanceValidator(
              new ValidationSupportChain(
                  new DefaultProfileValidationSupport(FHIR),
                  new InMemoryTerminologyServerValidationSupport(FHIR),
                  new CommonCodeSystemsTerminologyService(FHIR))));
      String broken = json(ReceiptFixture.spoken()).replace("\"policy\"", "\"policyOf\"");
      assertThat(validator.validateWithResult(broken).isSuccessful()).isFalse();
    }

    @Test
    void a_representative_performed_it_for_the_patient() {
      org.hl7.fhir.r4.model.Consent consent = read(ReceiptFixture.byMother("en"));
      assertThat(consent.getStatus()).isEqualTo(ConsentState.ACTIVE);
      assertThat(consent.getProvision().getType()).isEqualTo(ConsentProvisionType.PERMIT);
      assertThat(consent.getPatient().getDisplay()).isEqualTo("Mia Schmidt");
      assertThat(consent.getPerformerFirstRep().getType()).isEqualTo("RelatedPerson");
      assertThat(consent.getPerformerFirstRep().getDisplay()).isEqualTo("Anna Schmidt");
      assertThat(consent.getDateTime()).isEqualTo(Date.from(ReceiptFixture.ANSWERED));
      assertThat(consent.hasVerification()).isFalse();
    }

    @Test
    void what_has_lapsed_is_not_active_and_ends_with_its_wording() {
      org.hl7.fhir.r4.model.Consent consent = read(ReceiptFixture.lapsedOfMother("en"));
      assertThat(consent.getStatus()).isEqualTo(ConsentState.INACTIVE);
      assertThat(consent.getProvision().getPeriod().getEnd())
          .isEqualTo(Date.from(ReceiptFixture.VALID_UNTIL.minusMillis(1)));
    }

    @Test
    void what_was_spoken_is_verified_and_witnessed() {
      org.hl7.fhir.r4.model.Consent consent = read(ReceiptFixture.spoken());
      assertThat(consent.getStatus()).isEqualTo(ConsentState.REJECTED);
      assertThat(consent.getProvision().getType()).isEqualTo(ConsentProvisionType.DENY);
      assertThat(consent.getVerificationFirstRep().getVerified()).isTrue();
      assertThat(consent.getVerificationFirstRep().getVerifiedWith().getDisplay())
          .isEqualTo("Anna Schmidt");
      assertThat(consent.getProvision().getActor())
          .filteredOn(actor -> actor.getRole().getCodingFirstRep().getCode().equals("WIT"))
          .extracting(actor -> actor.getReference().getDisplay())
          .containsExactly("林 Mei & <Co>");
    }

    @Test
    void nobody_performed_what_somebody_unnamed_said() {
      org.hl7.fhir.r4.model.Consent consent = read(ReceiptFixture.unnamed("en"));
      assertThat(consent.getStatus()).isEqualTo(ConsentState.REJECTED);
      assertThat(consent.hasPerformer()).isFalse();
      assertThat(consent.getVerificationFirstRep().getVerified()).isTrue();
      assertThat(consent.getVerificationFirstRep().hasVerifiedWith()).isFalse();
      assertThat(consent.getPatient().getDisplay()).isEqualTo("Mia Schmidt");
    }

    @Test
    void a_doctors_own_consent_has_no_patient() {
      org.hl7.fhir.r4.model.Consent consent = read(ReceiptFixture.byDoctor());
      assertThat(consent.hasPatient()).isFalse();
      assertThat(consent.getPerformerFirstRep().getType()).isEqualTo("Practitioner");
    }

    @Test
    void the_wording_is_inside_and_named_by_its_hash() throws NoSuchAlgorithmException {
      var source = read(ReceiptFixture.byMother("zh-CN")).getSourceAttachment();
      assertThat(new String(source.getData(), StandardCharsets.UTF_8))
          .isEqualTo(ReceiptFixture.CHINESE);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(source.getData());
      assertThat(source.getUrl())
          .isEqualTo(
              "ni:///sha-256;" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
      assertThat(source.getTitle()).contains("第 3 版");
    }
  }
}
