package io.cuantovale.domain;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Assigns a group to a part by a stable hash: the same group and seed give the same part in every later dataset
 * version, whatever else arrives.
 *
 * @param seed of the split
 */
public record Split(long seed) {
    /** Parts in the order of their shares. */
    public enum Part {
        TRAIN(0.60),
        VALIDATION(0.72),
        CALIBRATION(0.86),
        TEST(1.0);

        private final double upTo;

        Part(double upTo) {
            this.upTo = upTo;
        }

        /** {@code train}, {@code validation}, {@code calibration} or {@code test}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final double TWO_TO_53 = 0x1p53;

    /** The part of a group. */
    public Part partOf(String groupKey) {
        double at = position(groupKey);
        for (Part part : Part.values()) {
            if (at < part.upTo) {
                return part;
            }
        }
        return Part.TEST;
    }

    /** Where SHA-256 of {@code seed:groupKey} falls in [0, 1): its first 53 bits as a fraction. */
    double position(String groupKey) {
        byte[] hash = Hashes.sha256().digest((seed + ":" + groupKey).getBytes(StandardCharsets.UTF_8));
        return (ByteBuffer.wrap(hash).getLong() >>> 11) / TWO_TO_53;
    }
}
