package io.cuantovale.gateway.predictions.batch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of bounded length; of a longer one only its length is learnt. */
final class LineReader {
    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private final int maxBytes;

    LineReader(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.maxBytes = maxBytes;
    }

    /**
     * A line.
     *
     * @param bytes without the line break; null for one that is longer than allowed
     * @param length in bytes, whether kept or not
     */
    record Line(byte @Nullable [] bytes, long length) {}

    /** The next line that is not blank; null at the end. */
    @Nullable
    Line next() throws IOException {
        while (true) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(512);
            long length = 0;
            int b = in.read();
            if (b < 0) {
                return null;
            }
            boolean blank = true;
            while (b >= 0 && b != '\n') {
                length++;
                if (length <= maxBytes) {
                    line.write(b);
                }
                blank &= b == ' ' || b == '\t' || b == '\r';
                b = in.read();
            }
            if (!blank) {
                return new Line(length > maxBytes ? null : line.toByteArray(), length);
            }
        }
    }
}
