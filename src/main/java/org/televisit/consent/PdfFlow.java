package org.televisit.consent;

import java.awt.Color;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.jspecify.annotations.Nullable;

/**
 * Sets text from top to bottom on as many A4 pages as it takes, each with its number. Lengths are
 * points, 1/72 of an inch.
 */
final class PdfFlow implements AutoCloseable {

  private static final float MARGIN = 62;
  private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
  private static final float LABEL = 150;
  private static final float LEADING = 1.45f;
  private static final Color TEXT = new Color(0x1b2526);
  private static final Color MUTED = new Color(0x4f5b5c);
  private static final Color ACCENT = new Color(0x0f5e5c);

  /** How text looks. */
  private enum Style {
    TITLE(20, ACCENT),
    HEADING(14, ACCENT),
    BODY(10.5f, TEXT),
    LABELS(10.5f, MUTED),
    NOTE(8.5f, MUTED);

    private final float size;
    private final Color color;

    Style(float size, Color color) {
      this.size = size;
      this.color = color;
    }

    float leading() {
      return size * LEADING;
    }
  }

  private final PDDocument document;
  private final PDFont font;
  private @Nullable PDPageContentStream page;
  private float y;

  PdfFlow(PDDocument document, PDFont font) {
    this.document = document;
    this.font = font;
  }

  void title(String text) throws IOException {
    block(Style.TITLE, text);
    y -= 6;
  }

  void heading(String text) throws IOException {
    y -= 14;
    block(Style.HEADING, text);
  }

  void paragraph(String text) throws IOException {
    block(Style.BODY, text);
    y -= 6;
  }

  void note(String text) throws IOException {
    y -= 8;
    block(Style.NOTE, text);
  }

  /** A label and its value beside it. */
  void fact(String label, String value) throws IOException {
    List<String> lines = lines(Style.BODY, value, WIDTH - LABEL);
    PDPageContentStream first = room(Style.BODY);
    show(first, Style.LABELS, MARGIN, label);
    show(first, Style.BODY, MARGIN + LABEL, lines.get(0));
    y -= Style.BODY.leading();
    for (String line : lines.subList(1, lines.size())) {
      show(room(Style.BODY), Style.BODY, MARGIN + LABEL, line);
      y -= Style.BODY.leading();
    }
  }

  private void block(Style style, String text) throws IOException {
    for (String line : lines(style, text, WIDTH)) {
      show(room(style), style, MARGIN, line);
      y -= style.leading();
    }
  }

  /** The page that has room for one more line. */
  private PDPageContentStream room(Style style) throws IOException {
    PDPageContentStream current = page;
    if (current != null && y - style.leading() > MARGIN) {
      return current;
    }
    if (current != null) {
      current.close();
    }
    PDPage next = new PDPage(PDRectangle.A4);
    document.addPage(next);
    PDPageContentStream opened = new PDPageContentStream(document, next);
    page = opened;
    y = PDRectangle.A4.getHeight() - MARGIN - style.size;
    float below = y;
    y = MARGIN / 2;
    show(opened, Style.NOTE, MARGIN, String.valueOf(document.getNumberOfPages()));
    y = below;
    return opened;
  }

  private void show(PDPageContentStream where, Style style, float x, String text)
      throws IOException {
    where.beginText();
    where.setFont(font, style.size);
    where.setNonStrokingColor(style.color);
    where.newLineAtOffset(x, y);
    where.showText(text);
    where.endText();
  }

  private List<String> lines(Style style, String text, float width) throws IOException {
    String printable = printable(text);
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(printable);
    List<String> lines = new ArrayList<>();
    int begin = 0;
    int fits = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      if (fits > begin && width(style, printable.substring(begin, end)) > width) {
        lines.add(printable.substring(begin, fits).strip());
        begin = fits;
      }
      fits = end;
    }
    lines.add(printable.substring(begin).strip());
    return lines;
  }

  private float width(Style style, String text) throws IOException {
    return font.getStringWidth(text.strip()) / 1000 * style.size;
  }

  /** Line ends become blanks, and what the font cannot draw a question mark. */
  private String printable(String text) {
    StringBuilder printable = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .map(c -> isDrawn(c) ? c : '?')
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  private boolean isDrawn(int codePoint) {
    try {
      return font.encode(Character.toString(codePoint)).length > 0;
    } catch (IllegalArgumentException | IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    PDPageContentStream current = page;
    if (current != null) {
      current.close();
    }
  }
}
