package org.televisit.platform;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.televisit.platform.Notices.Notice;

/**
 * What no page has told yet. It lies in the session and not in the flash of Faces: there, a request
 * of the page that is left (a calendar that still loads its visits) ends what a redirect hands on
 * to the next page, as both come with the same flash cookie.
 */
@SessionScoped
class UnreadNotices implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** Nobody reads more; a page that is asked for its parts only never tells the rest. */
  private static final int MOST = 20;

  private final ArrayList<Notice> waiting = new ArrayList<>();

  synchronized void add(Notice notice) {
    if (waiting.size() == MOST) {
      waiting.remove(0);
    }
    waiting.add(notice);
  }

  /** All of them; from now on they are read. */
  synchronized List<Notice> takeAll() {
    List<Notice> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }

  /** These of them that are still unread; from now on they are read. */
  synchronized List<Notice> take(List<Notice> some) {
    return some.stream().filter(waiting::remove).toList();
  }
}
