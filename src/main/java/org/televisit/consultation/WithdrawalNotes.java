package org.televisit.consultation;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.util.stream.Collectors.toSet;
import static org.televisit.consent.Purpose.RECORDING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.televisit.consent.AnsweredMeanwhileException;
import org.televisit.consent.ConsentService;
import org.televisit.consent.Provision;
import org.televisit.consent.Saying;
import org.televisit.consent.SpokenAnswer;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.ProblemException;
import org.televisit.scheduling.AppointmentId;

/**
 * Withdrawals on this node's disk, from before they are told to the database until it has them:
 * what a process that dies meanwhile still owes is stored by its next life. A note holds who
 * withdrew, in which visit and when, or of whom a practitioner heard it, as one small file that
 * only this application's user may read.
 */
@ApplicationScoped
class WithdrawalNotes {

  private static final Logger LOG = System.getLogger(WithdrawalNotes.class.getName());
  private static final String SUFFIX = ".json";

  @Inject ConsentService consents;

  @Inject
  @ConfigProperty(name = "televisit.withdrawals.directory")
  Path directory;

  /**
   * Somebody's withdrawal is on the disk when this returns, or cannot be: it goes on without, and
   * is reported.
   *
   * @return what {@link #drop} takes
   */
  Optional<Path> keep(AppointmentId visit, Actor person, Saying saying) {
    return write(visit, note(visit, person, saying).build());
  }

  /**
   * As {@link #keep(AppointmentId, Actor, Saying)}, of what a practitioner heard another say.
   *
   * @param answer a refusal
   */
  Optional<Path> keep(AppointmentId visit, Actor witness, SpokenAnswer answer, Saying saying) {
    JsonObjectBuilder spoken =
        Json.createObjectBuilder()
            .add("subject", answer.subject())
            .add("language", answer.locale().toLanguageTag());
    return write(visit, note(visit, witness, saying).add("spoken", spoken).build());
  }

  private static JsonObjectBuilder note(AppointmentId visit, Actor person, Saying saying) {
    JsonArrayBuilder roles = Json.createArrayBuilder();
    person.roles().forEach(role -> roles.add(role.realmName()));
    return Json.createObjectBuilder()
        .add("visit", visit.value().toString())
        .add("subject", person.subject())
        .add("name", person.name())
        .add("roles", roles)
        .add("said", saying.said().toString())
        .add("at", saying.heard().toString());
  }

  private Optional<Path> write(AppointmentId visit, JsonObject note) {
    Path file = directory.resolve(UUID.randomUUID() + SUFFIX);
    try {
      Files.createDirectories(directory);
      Path growing = Files.createTempFile(directory, "withdrawal", ".new"); // by its owner alone
      try (FileChannel out = FileChannel.open(growing, WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(note.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(growing, file, ATOMIC_MOVE); // nobody reads half a note
      syncDirectory();
      return Optional.of(file);
    } catch (IOException e) {
      LOG.log(ERROR, visit.entity() + ": a withdrawal cannot be noted on this disk", e);
      return Optional.empty();
    }
  }

  /** A new file is sure to be found again only once its directory is on the disk as well. */
  private void syncDirectory() throws IOException {
    try (FileChannel folder = FileChannel.open(directory)) {
      folder.force(true);
    }
  }

  /** The database has it. */
  void drop(Path note) {
    try {
      Files.deleteIfExists(note);
    } catch (IOException e) {
      LOG.log(WARNING, "a note of a withdrawal stays, and is looked at again later", e);
    }
  }

  /**
   * Stores what an earlier life of this node could not. A newer answer of the same person is left
   * as it is.
   *
   * @return whether nothing is left to be stored
   */
  boolean storeAll() {
    if (!Files.isDirectory(directory)) {
      return true;
    }
    boolean all = true;
    try (DirectoryStream<Path> notes = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
      for (Path note : notes) {
        all &= store(note);
      }
    } catch (IOException e) {
      LOG.log(WARNING, "the notes of withdrawals cannot be read", e);
      return false;
    }
    return all;
  }

  private void tell(Actor person, AppointmentId visit, JsonObject json) {
    String heard = json.getString("at");
    Saying saying = new Saying(Instant.parse(json.getString("said", heard)), Instant.parse(heard));
    if (json.containsKey("spoken")) {
      JsonObject spoken = json.getJsonObject("spoken");
      Locale language = Locale.forLanguageTag(spoken.getString("language"));
      SpokenAnswer answer =
          new SpokenAnswer(spoken.getString("subject"), RECORDING, Provision.DENY, language);
      consents.witness(person, visit, answer, saying);
    } else {
      consents.withdrawRecording(person, visit, saying);
    }
  }

  private boolean store(Path note) {
    try (JsonReader reader = Json.createReader(Files.newInputStream(note))) {
      JsonObject json = reader.readObject();
      AppointmentId visit = new AppointmentId(UUID.fromString(json.getString("visit")));
      Actor person =
          new Actor(
              json.getString("subject"),
              json.getString("name"),
              json.getJsonArray("roles").getValuesAs(JsonString.class).stream()
                  .map(role -> Role.named(role.getString()))
                  .collect(toSet()));
      tell(person, visit, json);
      LOG.log(INFO, "{0}: a withdrawal that was noted is stored", visit.entity());
    } catch (JsonException | DateTimeParseException e) {
      LOG.log(ERROR, note.getFileName() + " is no note of ours and stays", e);
      return true;
    } catch (AnsweredMeanwhileException e) {
      return false;
    } catch (NotAllowedException | NotFoundException | ProblemException e) {
      LOG.log(WARNING, note.getFileName() + " cannot be stored", e);
    } catch (IOException | RuntimeException e) {
      LOG.log(WARNING, "a withdrawal that was noted cannot be stored yet", e);
      return false;
    }
    drop(note);
    return true;
  }
}
