package org.televisit.consent;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * A receipt as a document to keep: one font for Latin and Chinese, of which only the used glyphs
 * are embedded, so that it looks the same everywhere and its text can be searched and copied.
 */
final class ReceiptPdf {

  private static final String FONT = "/fonts/ttf/NotoSansSC/NotoSansSC-Regular.ttf";

  private ReceiptPdf() {}

  /**
   * Writes the document.
   *
   * @throws IOException if the stream cannot be written
   */
  static void write(ReceiptText receipt, OutputStream out) throws IOException {
    try (PDDocument document = new PDDocument()) {
      describe(document, receipt);
      try (PdfFlow flow = new PdfFlow(document, font(document))) {
        flow.title(receipt.title());
        flow.paragraph(receipt.answer());
        for (Map.Entry<String, String> fact : receipt.facts().entrySet()) {
          flow.fact(fact.getKey(), fact.getValue());
        }
        flow.heading(receipt.wordingTitle());
        for (Paragraph paragraph : receipt.receipt().choice().form().getParagraphs()) {
          flow.paragraph(paragraph.topic() + paragraph.text());
        }
        flow.note(receipt.hash());
      }
      document.save(out);
    }
  }

  private static void describe(PDDocument document, ReceiptText receipt) {
    PDDocumentInformation information = document.getDocumentInformation();
    information.setTitle(receipt.title());
    information.setAuthor(receipt.clinic());
    information.setSubject(receipt.receipt().choice().form().getTitle());
    document.getDocumentCatalog().setLanguage(receipt.locale().toLanguageTag());
    PDViewerPreferences viewer =
        new PDViewerPreferences(document.getDocumentCatalog().getCOSObject());
    viewer.setDisplayDocTitle(true);
    document.getDocumentCatalog().setViewerPreferences(viewer);
  }

  private static PDType0Font font(PDDocument document) throws IOException {
    try (InputStream font = ReceiptPdf.class.getResourceAsStream(FONT)) {
      if (font == null) {
        throw new IllegalStateException("the font is not in the archive");
      }
      return PDType0Font.load(document, font, true);
    }
  }
}
