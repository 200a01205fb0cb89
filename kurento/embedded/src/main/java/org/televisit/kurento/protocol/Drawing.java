package org.televisit.kurento.protocol;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The elements below an object and what flows between them, in the language of Graphviz. */
final class Drawing {

  private Drawing() {}

  static String of(MediaObject top) {
    StringBuilder drawing = new StringBuilder("digraph pipeline {\n  rankdir=LR;\n");
    Deque<MediaObject> next = new ArrayDeque<>(List.of(top));
    while (!next.isEmpty()) {
      MediaObject object = next.pop();
      drawing.append(
          "  \"%s\" [label=\"%s\"];\n".formatted(object.id(), object.definition().name()));
      if (object instanceof MediaElement element) {
        edges(drawing, element);
      }
      next.addAll(object.children());
    }
    return drawing.append("}\n").toString();
  }

  private static void edges(StringBuilder drawing, MediaElement from) {
    for (MediaType type : MediaType.values()) {
      from.sinks(type)
          .forEach(
              to ->
                  drawing.append(
                      "  \"%s\" -> \"%s\" [label=\"%s\"];\n"
                          .formatted(from.id(), to.id(), type.name())));
    }
  }
}
