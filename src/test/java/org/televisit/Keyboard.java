package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

/** Somebody who has a keyboard and no mouse. */
final class Keyboard {
  private static final int PATIENCE = 80; // presses of Tab; a page has far fewer places to stop at

  private static final String FOCUSED_NAME =
      """
      () => {
        const at = document.activeElement;
        const label = at.labels?.length ? [...at.labels].map(l => l.innerText).join(' ') : '';
        return [label, at.getAttribute('aria-label') ?? '', at.innerText ?? '',
            at.type === 'submit' ? at.value : ''].join(' ').trim();
      }
      """;
  private static final String FOCUS_SHOWS =
      """
      () => {
        const style = getComputedStyle(document.activeElement);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      }
      """;

  private final Page page;

  Keyboard(Page page) {
    this.page = page;
  }

  /** Presses Tab until the thing with this name has the focus, and the focus can be seen. */
  Keyboard reach(String name) {
    for (int presses = 0; presses < PATIENCE; presses++) {
      page.keyboard().press("Tab");
      if (focused().contains(name)) {
        assertThat(page.evaluate(FOCUS_SHOWS)).as("the focus on '%s' shows", name).isEqualTo(true);
        return this;
      }
    }
    throw new AssertionError("Tab never reaches '" + name + "' on " + page.url());
  }

  Keyboard press(String key) {
    page.keyboard().press(key);
    return this;
  }

  /** Presses a key that leads to another page, and waits for it. */
  Keyboard follow(String key) {
    page.evaluate("() => { window.isLeft = true; }");
    page.keyboard().press(key);
    page.waitForFunction("() => !window.isLeft && document.readyState === 'complete'");
    return this;
  }

  Keyboard type(String text) {
    page.keyboard().type(text);
    return this;
  }

  /** What the focused thing is called: label, text or value of a button. */
  String focused() {
    return (String) page.evaluate(FOCUSED_NAME);
  }
}
