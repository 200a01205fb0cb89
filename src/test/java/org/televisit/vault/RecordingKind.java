package org.televisit.vault;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.televisit.vault.LiveStream.Part;

/** Kinds of recordings that visits leave, as the media server would have sent them. */
enum RecordingKind {
  PICTURE_AND_SOUND(40, true) {
    @Override
    LiveStream stream() {
      return visit();
    }
  },
  ONE_KEY_FRAME(20, true) {
    @Override
    LiveStream stream() {
      return LiveStream.of(Ffmpeg.pictureAndSound(20, 1000));
    }
  },
  PICTURE_ALONE(12, true) {
    @Override
    LiveStream stream() {
      return LiveStream.of(Ffmpeg.pictureOnly(12, 100));
    }
  },
  SOUND_ALONE(12, false) {
    @Override
    LiveStream stream() {
      return LiveStream.of(Ffmpeg.soundOnly(12));
    }
  },
  SMALLER_PICTURE_FROM_THE_MIDDLE_ON(20, true) {
    @Override
    LiveStream stream() {
      return until(10_000).then(LiveStream.of(Ffmpeg.pictureAndSound("160x120", 10)), 10_000);
    }
  },
  TURNED_UPRIGHT_AND_BACK(30, true) {
    @Override
    LiveStream stream() {
      return until(10_000)
          .then(LiveStream.of(Ffmpeg.pictureAndSound("240x320", 10)), 10_000)
          .then(until(10_000), 20_000);
    }
  },
  TAIL_LOST_IN_A_BLOCK(20, true) {
    @Override
    LiveStream stream() {
      return until(20_050);
    }

    @Override
    byte[] bytes(LiveStream stream) {
      byte[] whole = super.bytes(stream);
      return Arrays.copyOf(whole, whole.length - 200); // within the last picture
    }
  },
  TAIL_LOST_IN_A_HEADER(30, true) {
    @Override
    LiveStream stream() {
      return until(30_000);
    }

    @Override
    byte[] bytes(LiveStream stream) {
      byte[] whole = super.bytes(stream);
      byte[] cut = Arrays.copyOf(whole, whole.length + 3);
      cut[whole.length] = (byte) 0xA3; // the next block had just begun
      cut[whole.length + 1] = 0x44;
      return cut;
    }
  },
  ONE_PAUSE(70, true) {
    @Override
    LiveStream stream() {
      return visit().paused(15_000, 30_000);
    }
  },
  THREE_PAUSES(80, true) {
    @Override
    LiveStream stream() {
      return visit().paused(30_000, 12_000).paused(20_000, 8_000).paused(10_000, 20_000);
    }
  },
  CAMERA_OFF_FOR_A_WHILE(40, true) {
    @Override
    LiveStream stream() {
      return visit().only(part -> part.track() != LiveStream.VIDEO || !isIn(part, 10_000, 30_000));
    }

    @Override
    List<Integer> shownAgain() {
      return List.of(15, 20, 25);
    }
  },
  CAMERA_OFF_TO_THE_END(40, true) {
    @Override
    LiveStream stream() {
      return visit().only(part -> part.track() != LiveStream.VIDEO || part.time() < 10_000);
    }

    @Override
    List<Integer> shownAgain() {
      return List.of(15, 20, 25, 30, 37);
    }
  },
  /** Its sound goes on for 40 ms between the run of one key frame and the next. */
  EACH_KEY_FRAME_40_MS_LATE(40, true) {
    @Override
    LiveStream stream() {
      LiveStream late = visit();
      for (int key = 1; key < 8; key++) {
        long from = key * 5_040L - 40;
        late = late.delayed(part -> part.track() == LiveStream.VIDEO && part.time() >= from, 40);
      }
      return late.only(part -> part.time() < 40_000);
    }
  },
  /** The picture stands still for 12 s, and goes on from where it was. */
  DELTAS_AFTER_A_GAP_OF_THE_SENDER(40, true) {
    @Override
    LiveStream stream() {
      return LiveStream.of(Ffmpeg.pictureAndSound(40, 1000))
          .only(part -> part.track() != LiveStream.VIDEO || part.time() < 28_000)
          .delayed(part -> part.track() == LiveStream.VIDEO && part.time() >= 8_000, 12_000);
    }
  },
  MICROPHONE_OFF_FOR_A_WHILE(40, true) {
    @Override
    LiveStream stream() {
      return visit().only(part -> part.track() != LiveStream.AUDIO || !isIn(part, 10_000, 30_000));
    }
  },
  LONG_SILENCE_OF_FEW_PACKETS(40, true) {
    @Override
    LiveStream stream() {
      return visit()
          .only(
              part ->
                  part.track() != LiveStream.AUDIO
                      || !isIn(part, 5_000, 35_000)
                      || part.time() % 400 < 20);
    }
  },
  PICTURE_COMES_LATE(40, true) {
    @Override
    LiveStream stream() {
      return visit().only(part -> part.track() != LiveStream.VIDEO || part.time() >= 10_000);
    }
  },
  SOUND_COMES_LATE(40, true) {
    @Override
    LiveStream stream() {
      return visit().only(part -> part.track() != LiveStream.AUDIO || part.time() >= 10_000);
    }
  },
  /** Sparse; its last sound is taken to last for a tenth of a second. */
  EIGHT_HOURS(8 * 3600 + 0.1, true) {
    @Override
    LiveStream stream() {
      Predicate<Part> few =
          part -> part.track() == LiveStream.VIDEO ? part.key() : part.time() % 1000 < 20;
      return LiveStream.of(Ffmpeg.pictureAndSound(40, 100)).only(few).repeated(720, 40_000);
    }
  },
  ONE_MINUTE(60, true) {
    @Override
    LiveStream stream() {
      return visit().then(until(20_000), 40_000);
    }
  },
  LESS_THAN_A_SECOND(0.6, true) {
    @Override
    LiveStream stream() {
      return until(600);
    }
  },
  VP9(10, true) {
    @Override
    LiveStream stream() {
      return LiveStream.of(Ffmpeg.vp9(10));
    }
  },
  BLOCKS_IN_GROUPS(20, true) {
    @Override
    LiveStream stream() {
      return until(20_000);
    }

    @Override
    byte[] bytes(LiveStream stream) {
      return stream.inGroups();
    }
  },
  A_CLUSTER_EVERY_SECOND(20, true) {
    @Override
    LiveStream stream() {
      return until(20_000);
    }

    @Override
    byte[] bytes(LiveStream stream) {
      return stream.mux(1_000, false);
    }
  };

  final double seconds;
  final boolean hasPicture;

  RecordingKind(double seconds, boolean hasPicture) {
    this.seconds = seconds;
    this.hasPicture = hasPicture;
  }

  /** What was sent, block by block. */
  abstract LiveStream stream();

  /** What was sent, as it came. */
  byte[] bytes(LiveStream stream) {
    return stream.asKurento();
  }

  /** In which seconds the last key frame is shown once more. */
  List<Integer> shownAgain() {
    return List.of();
  }

  /** Whether a picture is shown that belongs to this very moment, in seconds. */
  boolean hasPictureAt(double moment, LiveStream stream) {
    return hasPicture
        && stream.parts().stream()
            .filter(part -> part.track() == LiveStream.VIDEO)
            .anyMatch(part -> part.time() <= moment * 1000 && part.time() > moment * 1000 - 50);
  }

  /** When the newest picture was sent that there was at this moment, both in seconds. */
  double newestPicture(double moment, LiveStream stream) {
    return stream.parts().stream()
            .filter(part -> part.track() == LiveStream.VIDEO && part.time() <= moment * 1000)
            .mapToLong(Part::time)
            .max()
            .orElseThrow()
        / 1000.0;
  }

  /** Moments to jump to, out of order: near the end, the start, the middle, and in between. */
  List<Double> moments() {
    return List.of(0.83, 0.02, 0.51, 0.27, 0.96).stream().map(part -> part * seconds).toList();
  }

  /** Joints and pauses do not fit the constant frame rate that ffmpeg would write itself. */
  static boolean isAboutTheMuxerOfFfmpegItself(String complaint) {
    return complaint.contains("non monotonically increasing dts to muxer");
  }

  /** Forty seconds, with a key frame every five. */
  private static LiveStream visit() {
    return LiveStream.of(Ffmpeg.pictureAndSound(40, 100));
  }

  private static LiveStream until(long millis) {
    return visit().only(part -> part.time() < millis);
  }

  private static boolean isIn(Part part, long from, long to) {
    return part.time() >= from && part.time() < to;
  }
}
