package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Several operations in one request, run in order up to the first that is refused. The text {@code
 * newref:<n>} anywhere in the params of one stands for the value that the n-th answered.
 */
final class Transaction {

  private static final String NEW_REFERENCE = "newref:";

  private static final int MOST_OPERATIONS = 200;

  /** Characters of all answers together: what is asked for in a line may be as long as a book. */
  private static final long LARGEST_ANSWER = 4L << 20;

  private final String session;
  private final ArrayNode operations;
  private final Function<Request, CompletableFuture<ObjectNode>> execute;
  private final ArrayNode answers = JsonNodeFactory.instance.arrayNode();
  private long weight;

  private Transaction(
      String session,
      ArrayNode operations,
      Function<Request, CompletableFuture<ObjectNode>> execute) {
    this.session = session;
    this.operations = operations;
    this.execute = execute;
  }

  /**
   * Reads the operations of a request.
   *
   * @param execute answers one operation
   * @throws RpcException if the request holds no list of operations, or 40009 for too long a one
   */
  static Transaction of(Request request, Function<Request, CompletableFuture<ObjectNode>> execute) {
    JsonNode given = request.object().get("operations");
    if (given instanceof ArrayNode operations) {
      if (operations.size() > MOST_OPERATIONS) {
        throw full("A transaction has at most " + MOST_OPERATIONS + " operations");
      }
      String session = request.sessionId().orElseGet(() -> UUID.randomUUID().toString());
      return new Transaction(session, operations, execute);
    }
    String problem = given == null ? "is required" : "should be an array";
    throw RpcException.plain(RpcException.SERVER_ERROR, "'operations' parameter " + problem);
  }

  /**
   * Runs the operations.
   *
   * @return the {@code result} with one answer for each operation that ran
   */
  CompletableFuture<JsonNode> run() {
    return runFrom(0);
  }

  private CompletableFuture<JsonNode> runFrom(int first) {
    for (int index = first; index < operations.size(); index++) {
      if (weight > LARGEST_ANSWER) {
        throw full("The answers of a transaction have at most " + LARGEST_ANSWER + " characters");
      }
      CompletableFuture<ObjectNode> answer = execute.apply(operation(index));
      if (!answer.isDone()) {
        int current = index;
        return answer.thenCompose(late -> taken(current, late) ? runFrom(current + 1) : result());
      }
      if (!taken(index, answer.join())) {
        break;
      }
    }
    return result();
  }

  private boolean taken(int index, ObjectNode answer) {
    answer.put("id", index);
    answers.add(answer);
    weight += JsonCodec.weight(answer);
    return answer.has("result");
  }

  private CompletableFuture<JsonNode> result() {
    ObjectNode result = JsonCodec.object().put(Request.SESSION_ID, session);
    result.set("value", answers);
    return CompletableFuture.completedFuture(result);
  }

  private Request operation(int index) {
    JsonNode operation = operations.get(index);
    if (!operation.path("id").asText().equals(Integer.toString(index))) {
      throw malformed("Id of request '" + index + "' should be '" + index + "'");
    }
    Request request = Request.from(operation);
    ObjectNode params =
        request.params() instanceof ObjectNode given
            ? (ObjectNode) resolved(given)
            : JsonCodec.object();
    params.put(Request.SESSION_ID, session);
    return new Request(request.id(), request.method(), params);
  }

  private JsonNode resolved(JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode copy = JsonCodec.object();
      object.properties().forEach(member -> copy.set(member.getKey(), resolved(member.getValue())));
      return copy;
    }
    if (value instanceof ArrayNode list) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      list.forEach(element -> copy.add(resolved(element)));
      return copy;
    }
    boolean reference =
        value instanceof TextNode text
            && text.asText().startsWith(NEW_REFERENCE)
            && text.asText().length() > NEW_REFERENCE.length();
    return reference ? referenced(value.asText().substring(NEW_REFERENCE.length())) : value;
  }

  private JsonNode referenced(String index) {
    int number;
    try {
      number = Integer.parseInt(index);
    } catch (NumberFormatException noNumber) {
      throw malformed("Invalid index of newref '" + index + "'");
    }
    JsonNode value = answers.path(number).path("result").get("value");
    if (value == null) {
      throw malformed("Result not found on request " + number);
    }
    return value;
  }

  private static RpcException full(String message) {
    return RpcException.of(ErrorCode.NOT_ENOUGH_RESOURCES, message);
  }

  private static RpcException malformed(String message) {
    return RpcException.of(ErrorCode.MALFORMED_TRANSACTION, message);
  }
}
